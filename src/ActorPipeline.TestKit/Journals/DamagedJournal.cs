using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Journals;

/// <summary>A journal that shows blobs other than they were written.</summary>
public sealed class DamagedJournal(IJournal inner, Func<BlobKind, byte[], byte[]> damage)
    : JournalDecorator(inner, ownsInner: false)
{
    /// <inheritdoc />
    public override ShardHead OpenShard(ShardId shard)
    {
        var head = Inner.OpenShard(shard);
        return head.Sequence == 0 ? head : head with { State = damage(BlobKind.Head, head.State.ToArray()) };
    }

    /// <inheritdoc />
    public override void ReadPageIndex(ShardId shard, PageIndexReader reader) => Inner.ReadPageIndex(
        shard, (page, sequence, index) => reader(page, sequence, damage(BlobKind.PageIndex, index.ToArray())));

    /// <inheritdoc />
    public override bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        var isThere = Inner.ReadPage(shard, page, state);
        var blob = damage(BlobKind.Page, state.Written.ToArray());
        state.Clear();
        state.Append(blob);
        return isThere;
    }

    /// <inheritdoc />
    public override void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) => Inner.ReadEvents(
        shard, afterSequence, (sequence, block) => reader(sequence, damage(BlobKind.Events, block.ToArray())));

    /// <inheritdoc />
    public override void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        var blobKind = kind == OutboxKind.Results ? BlobKind.Results : BlobKind.DeadLetters;
        Inner.ReadOutbox(
            kind, shard, afterSequence, (sequence, block) => reader(sequence, damage(blobKind, block.ToArray())));
    }
}
