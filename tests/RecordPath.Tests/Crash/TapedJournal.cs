using ActorPipeline.TestKit.Journals;
using ActorPipeline.Journal;
using ActorPipeline.Records;
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
            // The sink's description stands before its state.
            var description = BitConverter.ToInt32(ack.State.Span);
            if (FileSinkState.Decode(ack.State.Span[(sizeof(int) + description)..]) is { } state)
            {
                _synced[ack.Kind == OutboxKind.Results ? "results.ndjson" : "dead.ndjson"] = state.Length;
            }
        }

        Inner.Commit(group);
        Tape.Add(CrashImage.Take(directory, _synced));
    }
}
