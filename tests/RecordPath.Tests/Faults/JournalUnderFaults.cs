using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace RecordPath.Tests.Faults;

/// <summary>A journal whose writes go wrong.</summary>
internal sealed class JournalUnderFaults(IJournal inner, FaultPlan faults) : IJournal
{
    public string Description => inner.Description;

    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    public void WriteValue(string name, ReadOnlySpan<byte> value)
    {
        var bytes = value.ToArray();
        faults.Journal(nameof(WriteValue), () => inner.WriteValue(name, bytes));
    }

    public ShardHead OpenShard(ShardId shard)
    {
        ShardHead? head = null;
        faults.Journal(nameof(OpenShard), () => head = inner.OpenShard(shard));
        return head!;
    }

    public ShardHead ReadHead(ShardId shard)
    {
        ShardHead? head = null;
        faults.Journal(nameof(ReadHead), () => head = inner.ReadHead(shard));
        return head!;
    }

    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);

    public bool ReadPage(ShardId shard, int page, ByteArena state) => inner.ReadPage(shard, page, state);

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadEvents(shard, afterSequence, reader);

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
        faults.Journal(nameof(ReadOutbox), () => inner.ReadOutbox(kind, shard, afterSequence, reader));

    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        SinkAck? ack = null;
        faults.Journal(nameof(ReadSink), () => ack = inner.ReadSink(kind, shardCount));
        return ack!;
    }

    public void Commit(CommitGroup group) => faults.Journal(nameof(Commit), () =>
    {
        Assert.Equal(group.Shards.Count, group.Shards.Select(s => s.Shard).Distinct().Count());
        inner.Commit(group);
    });

    public void Dispose() => inner.Dispose();
}
