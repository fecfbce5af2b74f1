using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.TestKit.Journals;

/// <summary>
/// A journal that now and then is away: before it does what it is asked, or after, when only the reply is lost.
/// </summary>
public sealed class FaultyJournal(IJournal inner) : JournalDecorator(inner, ownsInner: false)
{
    /// <summary>Called before each call at run time; may throw <see cref="JournalException"/>.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Called after a commit has happened; may throw <see cref="JournalException"/>.</summary>
    public Action? AfterCommit { get; set; }

    /// <inheritdoc />
    public override ShardHead ReadHead(ShardId shard)
    {
        Before?.Invoke(nameof(ReadHead));
        return Inner.ReadHead(shard);
    }

    /// <inheritdoc />
    public override bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        Before?.Invoke(nameof(ReadPage));
        return Inner.ReadPage(shard, page, state);
    }

    /// <inheritdoc />
    public override void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        Before?.Invoke(nameof(ReadOutbox));
        Inner.ReadOutbox(kind, shard, afterSequence, reader);
    }

    /// <inheritdoc />
    public override SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        Before?.Invoke(nameof(ReadSink));
        return Inner.ReadSink(kind, shardCount);
    }

    /// <inheritdoc />
    public override void Commit(CommitGroup group)
    {
        Before?.Invoke(nameof(Commit));
        Inner.Commit(group);
        AfterCommit?.Invoke();
    }
}
