using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace RecordPath.Tests.Harness;

/// <summary>A journal that shows blobs other than they were written.</summary>
internal sealed class DamagedJournal(IJournal inner, Func<BlobKind, byte[], byte[]> damage) : IJournal
{
    public string Description => inner.Description;

    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    public void WriteValue(string name, ReadOnlySpan<byte> value) => inner.WriteValue(name, value);

    public ShardHead OpenShard(ShardId shard)
    {
        var head = inner.OpenShard(shard);
        return head.Sequence == 0 ? head : head with { State = damage(BlobKind.Head, head.State.ToArray()) };
    }

    public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);

    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(
        shard, (page, sequence, index) => reader(page, sequence, damage(BlobKind.PageIndex, index.ToArray())));

    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        var isThere = inner.ReadPage(shard, page, state);
        var blob = damage(BlobKind.Page, state.Written.ToArray());
        state.Clear();
        state.Append(blob);
        return isThere;
    }

    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) => inner.ReadEvents(
        shard, afterSequence, (sequence, block) => reader(sequence, damage(BlobKind.Events, block.ToArray())));

    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        var blobKind = kind == OutboxKind.Results ? BlobKind.Results : BlobKind.DeadLetters;
        inner.ReadOutbox(
            kind, shard, afterSequence, (sequence, block) => reader(sequence, damage(blobKind, block.ToArray())));
    }

    public SinkAck ReadSink(OutboxKind kind, int shardCount) => inner.ReadSink(kind, shardCount);

    public void Commit(CommitGroup group) => inner.Commit(group);

    public void Dispose()
    {
    }
}
