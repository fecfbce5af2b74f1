using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Journals;

/// <summary>A journal before another one: does what that one does, but for what a subclass does otherwise.</summary>
/// <param name="inner">The other one.</param>
/// <param name="ownsInner">Whether it is disposed with this.</param>
public abstract class JournalDecorator(IJournal inner, bool ownsInner = true) : IJournal
{
    /// <inheritdoc />
    public string Description => Inner.Description;

    /// <summary>The other one.</summary>
    protected IJournal Inner { get; } = inner;

    /// <inheritdoc />
    public virtual byte[]? ReadValue(string name) => Inner.ReadValue(name);

    /// <inheritdoc />
    public virtual void WriteValue(string name, ReadOnlySpan<byte> value) => Inner.WriteValue(name, value);

    /// <inheritdoc />
    public virtual ShardHead OpenShard(ShardId shard) => Inner.OpenShard(shard);

    /// <inheritdoc />
    public virtual ShardHead ImportShard(ShardId shard, long afterSequence) => Inner.ImportShard(shard, afterSequence);

    /// <inheritdoc />
    public virtual ShardHead ReadHead(ShardId shard) => Inner.ReadHead(shard);

    /// <inheritdoc />
    public virtual void ReadPageIndex(ShardId shard, PageIndexReader reader) => Inner.ReadPageIndex(shard, reader);

    /// <inheritdoc />
    public virtual bool ReadPage(ShardId shard, int page, ByteArena state) => Inner.ReadPage(shard, page, state);

    /// <inheritdoc />
    public virtual void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        Inner.ReadEvents(shard, afterSequence, reader);

    /// <inheritdoc />
    public virtual void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) =>
        Inner.ReadOutbox(kind, shard, afterSequence, reader);

    /// <inheritdoc />
    public virtual SinkAck ReadSink(OutboxKind kind, int shardCount) => Inner.ReadSink(kind, shardCount);

    /// <inheritdoc />
    public virtual void Commit(CommitGroup group) => Inner.Commit(group);

    /// <inheritdoc />
    public virtual void Dispose()
    {
        if (ownsInner)
        {
            Inner.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
