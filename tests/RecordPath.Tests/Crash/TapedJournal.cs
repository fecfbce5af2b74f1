using ActorPipeline.TestKit.Journals;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sinks;

namespace RecordPath.Tests.Crash;

/// <summary>Takes an image of the directory after each durable write of a journal in it.</summary>
internal sealed class TapedJournal(IJournal inner, string directory) : JournalDecorator(inner)
{
    private readonly Dictionary<string, long> _synced = [];

    /// <summary>The images, oldest first.</summary>
    public List<CrashImage> Tape { get; } = [];

    public override void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        Inner.WriteValue(name, value);
        Tape.Add(CrashImage.Take(directory, _synced));
    }

    public override ShardHead OpenShard(ShardId shard)
    {
        var head = Inner.OpenShard(shard);
        Tape.Add(CrashImage.Take(directory, _synced));
        return head;
    }

    public override void Commit(CommitGroup group)
    {
        foreach (var ack in group.Acks)
        {
            var stored = SinkStates.Read(ack);
            var note = SinkNote.Newest([.. ack.Sequences.Select((_, shard) => stored.Of(ack.Kind, shard))]);
            if (FileSinkState.Decode(note.State.Span) is { } state)
            {
                _synced[ack.Kind == OutboxKind.Results ? "results.ndjson" : "dead.ndjson"] = state.Length;
            }
        }

        Inner.Commit(group);
        Tape.Add(CrashImage.Take(directory, _synced));
    }
}
