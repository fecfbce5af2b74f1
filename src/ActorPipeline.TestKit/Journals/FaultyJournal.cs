using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Journals;

/// <summary>
/// A journal that now and then is away: before it does what it is asked, or after, when only the reply is lost.
/// </summary>
public sealed class FaultyJournal(IJournal inner) : IJournal
{
    /// <summary>Called before each call at run time; may throw <see cref="JournalException"/>.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Called after a commit has happened; may throw <see cref="JournalException"/>.</summary>
    public Action? AfterCommit { get; set; }

    /// <inheritdoc />
    public string Description => inner.Description;

    /// <inheritdoc />
    public byte[]? ReadValue(string name) => inner.ReadValue(name);

    /// <inheritdoc />
    public void WriteValue(string name, ReadOnlySpan<byte> value) => inner.WriteValue(name, value);

    /// <inheritdoc />
    public ShardHead OpenShard(ShardId shard) => inner.OpenShard(shard);

    /// <inheritdoc />
    public ShardHead ReadHead(ShardId shard)
    {
        Before?.Invoke(nameof(ReadHead));
        return inner.ReadHead(shard);
    }

    /// <inheritdoc />
    public void ReadPageIndex(ShardId shard, PageIndexReader reader) => inner.ReadPageIndex(shard, reader);

    /// <inheritdoc />
    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        Before?.Invoke(nameof(ReadPage));
        return inner.ReadPage(shard, page, state);
    }

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        inner.ReadEvents(shard, afterSequence, reader);

    /// <inheritdoc />
    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        Before?.Invoke(nameof(ReadOutbox));
        inner.ReadOutbox(kind, shard, afterSequence, reader);
    }

    /// <inheritdoc />
    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        Before?.Invoke(nameof(ReadSink));
        return inner.ReadSink(kind, shardCount);
    }

    /// <inheritdoc />
    public void Commit(CommitGroup group)
    {
        Before?.Invoke(nameof(Commit));
        inner.Commit(group);
        AfterCommit?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
