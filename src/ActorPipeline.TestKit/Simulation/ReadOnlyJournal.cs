using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>A journal to rebuild shards from: opening one fences nobody, and nothing can be written.</summary>
internal sealed class ReadOnlyJournal(IJournal inner) : IJournal
{
    public string Description => inner.Description;

    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    public void WriteValue(string name, ReadOnlySpan<byte> value) => throw Refused();

    public ShardHead OpenShard(ShardId shard) => inner.ReadHead(shard);

    public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);

    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);

    public bool ReadPage(ShardId shard, int page, ByteArena state) => inner.ReadPage(shard, page, state);

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadEvents(shard, afterSequence, reader);

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadOutbox(kind, shard, afterSequence, reader);

    public SinkAck ReadSink(OutboxKind kind, int shardCount) => inner.ReadSink(kind, shardCount);

    public void Commit(CommitGroup group) => throw Refused();

    public void Dispose()
    {
    }

    private static InvalidOperationException Refused() => new("who only looks writes nothing");
}
