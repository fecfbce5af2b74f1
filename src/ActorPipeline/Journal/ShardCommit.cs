using ActorPipeline.Records;

namespace ActorPipeline.Journal;

/// <summary>
/// A prefix of one shard's loop, to be committed as a whole. Reused: the shard fills it, the journal writer commits
/// it, the outbox delivers it, then it goes back to the shard.
/// </summary>
public sealed class ShardCommit
{
    /// <summary>The shard.</summary>
    public ShardId Shard { get; set; }

    /// <summary>The owner's epoch.</summary>
    public long Epoch { get; set; }

    /// <summary>This commit's number: the previous one plus 1.</summary>
    public long Sequence { get; set; }

    /// <summary>The new head state: positions, watermarks, counters.</summary>
    public ReadOnlyMemory<byte> Head { get; set; }

    /// <summary>The event block; empty when nothing happened but progress (then no row is written).</summary>
    public ReadOnlyMemory<byte> Events { get; set; }

    /// <summary>The results' outbox block; empty for none (then no row is written).</summary>
    public ReadOnlyMemory<byte> Results { get; set; }

    /// <summary>The dead letters' outbox block; empty for none (then no row is written).</summary>
    public ReadOnlyMemory<byte> DeadLetters { get; set; }

    /// <summary>Snapshot pages that replace their predecessors.</summary>
    public IList<PageSnapshot> Pages { get; } = [];

    /// <summary>
    /// Event blocks up to this commit, inclusive, are covered by snapshots and are removed; 0 for none.
    /// </summary>
    public long TrimThrough { get; set; }

    /// <summary>Set by <see cref="IJournal.Commit"/>.</summary>
    public CommitOutcome Outcome { get; set; }
}
