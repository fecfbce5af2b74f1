using System.Collections.Immutable;
using ActorPipeline.Journal;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// What is said to the journal actor of a pipeline on a node, and what it answers, to the sender. There is one such
/// actor over each kind of journal: <see cref="JournalAdapter"/> and <see cref="PersistenceJournal"/>.
/// <para>
/// Order: a shard says <see cref="Claim"/>; then what it recovers from, chunk by chunk, each asked for after the one
/// before, so that a request is the demand for one chunk; then <see cref="Commit"/>, one at a time. Pages may be read
/// at any time after the claim, also while a commit is on its way. Every request has exactly one answer. Whoever claims
/// a shard fences all who claimed it before: they are answered <see cref="Fenced"/>, whatever they ask, as soon as it
/// can matter; a former owner's reads may still show what was committed when it asked.
/// </para>
/// <para>
/// Failures: a commit that may or may not have happened is <see cref="Unknown"/>; after it the journal takes
/// <see cref="ReadHead"/> only, however often that fails, and then the same commit again where
/// <see cref="CommitResolution"/> says so. Everything else is <see cref="Failed"/> and may be asked again when the
/// fault is transient; the wait between tries is the asker's.
/// </para>
/// <para>
/// Bytes in a request belong to the journal until it answers; bytes in an answer belong to who asked.
/// </para>
/// </summary>
internal static class JournalProtocol
{
    /// <summary>Something that the owner of a shard asks.</summary>
    public interface IShardRequest
    {
        /// <summary>The shard.</summary>
        ShardId Shard { get; }

        /// <summary>The owner's epoch; 0 where it has none yet.</summary>
        long Epoch { get; }
    }

    /// <summary>Raises a shard's epoch, which fences all former owners; answered by <see cref="Claimed"/>.</summary>
    /// <param name="Shard">The shard.</param>
    public sealed record Claim(ShardId Shard) : IShardRequest
    {
        /// <inheritdoc />
        public long Epoch => 0;
    }

    /// <summary>
    /// Claims a shard as <see cref="Claim"/> does, and makes it one without state whose commits up to a number are
    /// gone: whatever there is of it is given up. For a state that is copied from another journal, commit by commit,
    /// each with its own number; a page belongs to the commit that carries it, and counts at once. Answered by
    /// <see cref="Claimed"/>.
    /// </summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="After">The commit before the first that is copied.</param>
    public sealed record Import(ShardId Shard, long After) : IShardRequest
    {
        /// <inheritdoc />
        public long Epoch => 0;
    }

    /// <summary>A shard is claimed.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The new owner's epoch.</param>
    /// <param name="Sequence">The last commit; 0 before the first.</param>
    /// <param name="Head">What the last commit said of positions, watermarks and counters.</param>
    /// <param name="TrimmedThrough">
    /// Recovery may read events from after this commit, and must not rely on a later one that a commit of its own has
    /// named: what a commit trims counts only when its pages are durable. Null where they are durable with their
    /// commits: then the head may say itself what they cover.
    /// </param>
    /// <param name="Sinks">How far the sink of each outbox got, in order of <see cref="OutboxKind"/>.</param>
    public sealed record Claimed(
        ShardId Shard,
        long Epoch,
        long Sequence,
        ReadOnlyMemory<byte> Head,
        long? TrimmedThrough,
        ImmutableArray<SinkProgress> Sinks);

    /// <summary>Asks for the head as it is committed; answered by <see cref="Head"/>.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    public sealed record ReadHead(ShardId Shard, long Epoch) : IShardRequest;

    /// <summary>The head of a shard that is still the asker's.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Sequence">The last commit.</param>
    /// <param name="PagesThrough">As in <see cref="Committed"/>.</param>
    public sealed record Head(ShardId Shard, long Epoch, long Sequence, long PagesThrough);

    /// <summary>
    /// Commits a prefix of a shard's work, all of it or nothing; answered by <see cref="Committed"/>,
    /// <see cref="Fenced"/> or <see cref="Unknown"/>. One that is sent again is sent as it was.
    /// </summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Sequence">The last commit's number plus 1.</param>
    public sealed record Commit(ShardId Shard, long Epoch, long Sequence) : IShardRequest
    {
        /// <summary>The new head state.</summary>
        public ReadOnlyMemory<byte> Head { get; init; }

        /// <summary>The event block; empty for none.</summary>
        public ReadOnlyMemory<byte> Events { get; init; }

        /// <summary>The results' outbox block; empty for none.</summary>
        public ReadOnlyMemory<byte> Results { get; init; }

        /// <summary>The dead letters' outbox block; empty for none.</summary>
        public ReadOnlyMemory<byte> DeadLetters { get; init; }

        /// <summary>Snapshots of pages as of this commit.</summary>
        public ImmutableArray<PageSnapshot> Pages { get; init; } = [];

        /// <summary>
        /// Event blocks up to this commit, inclusive, are covered by the pages of this and former commits; 0 for none.
        /// </summary>
        public long TrimThrough { get; init; }

        /// <summary>Progress of sinks that is news; one that is behind what is stored is not stored.</summary>
        public ImmutableArray<SinkProgress> Sinks { get; init; } = [];
    }

    /// <summary>A commit is on disk.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Sequence">The commit.</param>
    /// <param name="PagesThrough">
    /// The pages of commits up to this one are durable: they may leave memory, and count as clean. With some journals
    /// that is the commit itself, with others a former one: pages are saved after their commit, and count from a later
    /// one on.
    /// </param>
    /// <param name="Kept">
    /// Commits that the journal keeps, to be read again by whoever recovers; snapshots of what is dirty, and progress
    /// of the sinks, make them fewer.
    /// </param>
    public sealed record Committed(ShardId Shard, long Epoch, long Sequence, long PagesThrough, long Kept);

    /// <summary>
    /// News for an owner: a commit now, even an empty one, would raise <see cref="Committed.PagesThrough"/>.
    /// </summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="PagesThrough">What it would be raised to.</param>
    public sealed record PagesSaved(ShardId Shard, long Epoch, long PagesThrough);

    /// <summary>
    /// News for an owner, for its status: pages can't be saved; when too many wait, the next commit is not answered.
    /// </summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Cause">Why, for an operator.</param>
    public sealed record PagesDelayed(ShardId Shard, long Epoch, string Cause);

    /// <summary>
    /// Somebody else has the shard, or the sequence was not the next: nothing was written. A commit that was sent again
    /// may have happened since the head was read: the head tells.
    /// </summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The epoch that is past.</param>
    public sealed record Fenced(ShardId Shard, long Epoch);

    /// <summary>A commit may or may not have happened, or may yet.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Sequence">The commit.</param>
    /// <param name="Fault">What kind of fault it is.</param>
    /// <param name="Cause">What happened, where, and what to do, for an operator.</param>
    public sealed record Unknown(ShardId Shard, long Epoch, long Sequence, JournalFault Fault, string Cause);

    /// <summary>Asks for index entries of pages; answered by <see cref="PageIndex"/>.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="AfterPage">The last page of the chunk before; -1 for the first chunk.</param>
    /// <param name="MaxBytes">About as many bytes as the chunk may have, but at least one entry.</param>
    public sealed record ReadPageIndex(ShardId Shard, long Epoch, int AfterPage, int MaxBytes) : IShardRequest;

    /// <summary>Index entries, in order of page.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Entries">The entries.</param>
    /// <param name="IsLast">Whether there are no more.</param>
    public sealed record PageIndex(ShardId Shard, long Epoch, ImmutableArray<PageEntry> Entries, bool IsLast);

    /// <summary>Asks for a page's state; answered by <see cref="PageRead"/>.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Page">The page's number in its shard.</param>
    public sealed record ReadPage(ShardId Shard, long Epoch, int Page) : IShardRequest;

    /// <summary>A page's state.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Page">The page's number in its shard.</param>
    /// <param name="State">The state; null when there is no such page.</param>
    public sealed record PageRead(ShardId Shard, long Epoch, int Page, ReadOnlyMemory<byte>? State);

    /// <summary>Asks for event blocks after a commit; answered by <see cref="EventsRead"/>.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="After">The commit before the first; then <see cref="EventsRead.Through"/>.</param>
    /// <param name="MaxBytes">About as many bytes as the chunk may have, but at least one block.</param>
    public sealed record ReadEvents(ShardId Shard, long Epoch, long After, int MaxBytes) : IShardRequest;

    /// <summary>Event blocks, in order of commit.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Blocks">The blocks; may be none although there are more.</param>
    /// <param name="Through">The commit that the chunk goes up to.</param>
    /// <param name="IsLast">Whether there are no more.</param>
    public sealed record EventsRead(
        ShardId Shard, long Epoch, ImmutableArray<CommitBlock> Blocks, long Through, bool IsLast);

    /// <summary>Asks for undelivered blocks of an outbox; answered by <see cref="OutboxRead"/>.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Kind">Which outbox.</param>
    /// <param name="After">The commit before the first; then <see cref="OutboxRead.Through"/>.</param>
    /// <param name="MaxBytes">About as many bytes as the chunk may have, but at least one block.</param>
    public sealed record ReadOutbox(ShardId Shard, long Epoch, OutboxKind Kind, long After, int MaxBytes)
        : IShardRequest;

    /// <summary>Undelivered blocks of an outbox, in order of commit.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    /// <param name="Kind">Which outbox.</param>
    /// <param name="Blocks">The blocks; may be none although there are more.</param>
    /// <param name="Through">The commit that the chunk goes up to.</param>
    /// <param name="IsLast">Whether there are no more.</param>
    public sealed record OutboxRead(
        ShardId Shard,
        long Epoch,
        OutboxKind Kind,
        ImmutableArray<CommitBlock> Blocks,
        long Through,
        bool IsLast);

    /// <summary>The owner is done with the shard; its journal forgets it. Not answered.</summary>
    /// <param name="Shard">The shard.</param>
    /// <param name="Epoch">The owner's epoch.</param>
    public sealed record Release(ShardId Shard, long Epoch) : IShardRequest;

    /// <summary>A request could not be done; nothing has changed, or nothing that matters.</summary>
    /// <param name="Request">What was asked.</param>
    /// <param name="Fault">What kind of fault it is.</param>
    /// <param name="Cause">What happened, where, and what to do, for an operator.</param>
    public sealed record Failed(IShardRequest Request, JournalFault Fault, string Cause);

    /// <summary>Asks for a named value; answered by <see cref="ValueRead"/>.</summary>
    /// <param name="Name">The name; case counts.</param>
    public sealed record ReadValue(string Name);

    /// <summary>A named value.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Value">The value; null when there is none.</param>
    public sealed record ValueRead(string Name, ReadOnlyMemory<byte>? Value);

    /// <summary>Writes a named value, whatever was there; answered by <see cref="ValueWritten"/>.</summary>
    /// <param name="Name">The name; case counts.</param>
    /// <param name="Value">The value; an empty one is none.</param>
    public sealed record WriteValue(string Name, ReadOnlyMemory<byte> Value);

    /// <summary>A named value is on disk.</summary>
    /// <param name="Name">The name.</param>
    public sealed record ValueWritten(string Name);

    /// <summary>A named value could not be read, or it is not known whether it is written.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Fault">What kind of fault it is.</param>
    /// <param name="Cause">What happened, where, and what to do, for an operator.</param>
    public sealed record ValueFailed(string Name, JournalFault Fault, string Cause);
}
