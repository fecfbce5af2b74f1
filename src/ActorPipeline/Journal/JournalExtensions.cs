using ActorPipeline.Records;

namespace ActorPipeline.Journal;

/// <summary>What readers and writers of any journal do alike.</summary>
internal static class JournalExtensions
{
    /// <summary>Writes a named value where another one, or none, is there.</summary>
    public static void Keep(this IJournal journal, string name, ReadOnlySpan<byte> value)
    {
        if (!value.SequenceEqual(journal.ReadValue(name)))
        {
            journal.WriteValue(name, value);
        }
    }

    /// <summary>
    /// Copies of a shard's event blocks after a sequence, in order: who replays them may load pages, and a journal need
    /// not serve a read within a read.
    /// </summary>
    public static List<(long Sequence, byte[] Block)> CopyEvents(
        this IJournal journal, ShardId shard, long afterSequence) =>
        Copy(reader => journal.ReadEvents(shard, afterSequence, reader));

    /// <summary>
    /// Copies of the blocks of an outbox for a shard, after a sequence, in order: a slow sink must not hold up the
    /// journal.
    /// </summary>
    public static List<(long Sequence, byte[] Block)> CopyOutbox(
        this IJournal journal, OutboxKind kind, ShardId shard, long afterSequence) =>
        Copy(reader => journal.ReadOutbox(kind, shard, afterSequence, reader));

    private static List<(long Sequence, byte[] Block)> Copy(Action<BlockReader> read)
    {
        var blocks = new List<(long, byte[])>();
        read((sequence, block) => blocks.Add((sequence, block.ToArray())));
        return blocks;
    }
}
