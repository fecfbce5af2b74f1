using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace Benchmarks.RecordPath;

/// <summary>Counts the snapshot pages that are read back.</summary>
internal sealed class PageCountingJournal(IJournal journal) : IJournal
{
    private long _pageLoads;

    public long PageLoads => Volatile.Read(ref _pageLoads);

    /// <inheritdoc />
    public string Description => journal.Description;

    /// <inheritdoc />
    public byte[]? ReadValue(string name) => journal.ReadValue(name);

    /// <inheritdoc />
    public void WriteValue(string name, ReadOnlySpan<byte> value) => journal.WriteValue(name, value);

    /// <inheritdoc />
    public ShardHead OpenShard(ShardId shard) => journal.OpenShard(shard);

    /// <inheritdoc />
    public ShardHead ReadHead(ShardId shard) => journal.ReadHead(shard);

    /// <inheritdoc />
    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => journal.ReadPageIndex(shard, reader);

    /// <inheritdoc />
    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        Interlocked.Increment(ref _pageLoads);
        return journal.ReadPage(shard, page, state);
    }

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        journal.ReadEvents(shard, afterSequence, reader);

    /// <inheritdoc />
    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
        journal.ReadOutbox(kind, shard, afterSequence, reader);

    /// <inheritdoc />
    public SinkAck ReadSink(OutboxKind kind, int shardCount) => journal.ReadSink(kind, shardCount);

    /// <inheritdoc />
    public void Commit(CommitGroup group) => journal.Commit(group);

    /// <inheritdoc />
    public void Dispose() => journal.Dispose();
}
