using ActorPipeline.Records;

namespace ActorPipeline.Journal;

/// <summary>
/// Durable state of one pipeline: for each shard its head, event blocks, snapshot pages and outbox; for each outbox
/// how far its sink got; and a few named values. Every blob is opaque here: the engine encodes and checksums it.
/// <para>
/// Threads: <see cref="Commit"/>, <see cref="OpenShard"/> and <see cref="WriteValue"/> are called by one thread at a
/// time; the reads may be called by any thread, at the same time as a commit, and see only what is committed.
/// Buffers belong to the caller again on return. "Committed" means on disk.
/// </para>
/// <para>
/// Errors: <see cref="JournalException"/>. When it is transient, the engine waits and tries again, for ever; after a
/// failed commit it first asks <see cref="ReadHead"/> whether the commit happened.
/// </para>
/// </summary>
public interface IJournal : IDisposable
{
    /// <summary>What an operator knows it by: <c>SQLite data/journal.db</c>.</summary>
    string Description { get; }

    /// <summary>A named value (the plan, a source's state), or null.</summary>
    byte[]? ReadValue(string name);

    /// <summary>Writes a named value in a transaction of its own; an empty one is none.</summary>
    void WriteValue(string name, ReadOnlySpan<byte> value);

    /// <summary>Raises the shard's epoch, which fences all former owners, and returns its head.</summary>
    ShardHead OpenShard(ShardId shard);

    /// <summary>
    /// Raises the shard's epoch, gives up what there is of it, and makes its next commit the one after a number, with
    /// all before it gone: for a state that is copied from another journal.
    /// </summary>
    /// <exception cref="JournalException">This journal can't be copied to.</exception>
    ShardHead ImportShard(ShardId shard, long afterSequence) => throw new JournalException(
        $"{Description}: nothing can be copied to this journal.", JournalFault.Incompatible);

    /// <summary>
    /// The head of a shard as it is committed; an unknown shard has epoch 0, sequence 0, an empty state.
    /// </summary>
    ShardHead ReadHead(ShardId shard);

    /// <summary>Index entries of all snapshot pages of a shard, in order of page.</summary>
    void ReadPageIndex(ShardId shard, PageIndexReader reader);

    /// <summary>Copies the state of a page into the buffer (cleared first); false when there is no such page.</summary>
    bool ReadPage(ShardId shard, int page, ByteArena state);

    /// <summary>The shard's event blocks after a sequence, in order.</summary>
    void ReadEvents(ShardId shard, long afterSequence, BlockReader reader);

    /// <summary>The first of the shard's event blocks after a sequence, up to a number of them, in order.</summary>
    void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader) =>
        ReadEvents(shard, afterSequence, (sequence, block) =>
        {
            if (maxBlocks-- > 0)
            {
                reader(sequence, block);
            }
        });

    /// <summary>The undelivered blocks of an outbox for a shard, after a sequence, in order.</summary>
    void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader);

    /// <summary>How far the sink of an outbox got: by shard the last delivered sequence, and its own state.</summary>
    SinkAck ReadSink(OutboxKind kind, int shardCount);

    /// <summary>
    /// Commits a group in one transaction, each shard checked by itself: where the epoch is not the stored one or the
    /// sequence not the stored one plus 1, nothing of that shard is written and its
    /// <see cref="ShardCommit.Outcome"/> is <see cref="CommitOutcome.Fenced"/>; the others commit. An ack that
    /// <see cref="SinkAck.IsBehind"/> the stored one, or is of a former <see cref="SinkAck.Epoch"/>, is not stored.
    /// </summary>
    void Commit(CommitGroup group);
}
