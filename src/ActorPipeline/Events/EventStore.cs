using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Sharding;

namespace ActorPipeline.Events;

/// <summary>What all readers of events need of a journal.</summary>
internal static class EventStore
{
    /// <summary>The commit that the history of a shard begins after.</summary>
    public static long HistoryAfter(ShardId shard, ShardHead head, out bool isRetained)
    {
        if (head.Sequence == 0)
        {
            isRetained = true;
            return 0;
        }

        var payload = Envelope.Open(head.State.Span, BlobKind.Head, shard, head.Sequence, out _);
        var after = ShardHeadState.Read(payload).HistoryAfter;
        isRetained = after is not null;
        return after ?? head.Sequence;
    }

    public static JournalException Damaged(IJournal journal, ShardId shard, FormatDamageException damage) => new(
        $"{journal.Description}: the events of shard {shard} can't be read: {damage.Message}; restore the data "
        + "directory from a backup", JournalFault.Corrupt, damage);
}
