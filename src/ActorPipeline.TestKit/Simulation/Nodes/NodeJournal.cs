using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Simulation.Nodes;

/// <summary>A node's connection to the journal of all.</summary>
/// <param name="inner">The journal of all.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="interleave">Lets other nodes go on in the middle of this one's opening.</param>
/// <param name="later">Does something some steps later.</param>
internal sealed class NodeJournal(
    IJournal inner, ArmedFaults faults, Action interleave, Action<int, Action> later) : IJournal
{
    public string Description => inner.Description;

    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    public void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        interleave();
        inner.WriteValue(name, value);
    }

    public ShardHead OpenShard(ShardId shard)
    {
        interleave();
        return inner.OpenShard(shard);
    }

    public ShardHead ReadHead(ShardId shard)
    {
        FailRead(nameof(ReadHead));
        return inner.ReadHead(shard);
    }

    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);

    public bool ReadPage(ShardId shard, int page, ByteArena state) => inner.ReadPage(shard, page, state);

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadEvents(shard, afterSequence, reader);

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        interleave();
        FailRead(nameof(ReadOutbox));
        inner.ReadOutbox(kind, shard, afterSequence, reader);
    }

    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        interleave();
        FailRead(nameof(ReadSink));
        return inner.ReadSink(kind, shardCount);
    }

    public void Commit(CommitGroup group)
    {
        var fault = faults.Take(
            Describe(group), FaultKind.CommitFails, FaultKind.CommitReplyLost, FaultKind.CommitDelayed,
            FaultKind.CrashBeforeCommit, FaultKind.CrashAfterCommit);
        switch (fault?.Kind)
        {
            case null:
                inner.Commit(group);
                return;
            case FaultKind.CommitFails:
                break;
            case FaultKind.CommitDelayed:
                var copy = CommitCopy.Of(group);
                later(fault.Value.Amount, () => inner.Commit(copy));
                break;
            case FaultKind.CommitReplyLost:
                inner.Commit(group);
                break;
            case FaultKind.CrashBeforeCommit:
                throw new CrashException("died before a commit");
            default:
                inner.Commit(group);
                throw new CrashException("died after a commit");
        }

        throw Away();
    }

    public void Dispose()
    {
    }

    private static JournalException Away() => new("the journal is away", JournalFault.Unavailable);

    private static string Describe(CommitGroup group) => group.Shards.Count == 0
        ? "a commit of a sink's progress"
        : $"a commit of {string.Join(", ", group.Shards.Select(c => $"shard {c.Shard} ({c.Sequence})"))}";

    private void FailRead(string call)
    {
        if (faults.Take(call, FaultKind.JournalReadFails) is not null)
        {
            throw Away();
        }
    }
}
