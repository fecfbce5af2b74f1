namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// How the journal's file is laid out and when its log is folded in. Constants of the product, not an operator's
/// choice; a record so that tests and measurements can vary them.
/// <para>
/// Measured with 16 shards that commit 20 KB of events and 1 KB of results each, and trim: at 16 KiB a page a byte
/// costs the least CPU. Smaller pages cost more calls, larger ones are written again for a few rows: at 64 KiB 5 bytes
/// are written for one, at 16 KiB 2.7. Clustering the blocks by shard instead of by commit costs a third more. A log
/// of 32 MiB saves little over one of 16 MiB, and doubles the slowest commits, which are those that fold it in.
/// </para>
/// </summary>
internal sealed record SqliteJournalSettings
{
    public static SqliteJournalSettings Default { get; } = new();

    /// <summary>Bytes a page, fixed when the file is created.</summary>
    public int PageSize { get; init; } = 16 * 1024;

    /// <summary>The write-ahead log is checkpointed by the commit that takes it past this.</summary>
    public int CheckpointBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Trimmed blocks are deleted every so many commits.</summary>
    public int SweepCommits { get; init; } = 16;

    /// <summary>Page cache of the connection that writes.</summary>
    public int WriterCacheBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Page cache of each connection that reads.</summary>
    public int ReaderCacheBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Whether connections that read leave the log as it is when they close: it is another's.</summary>
    public bool KeepsLog { get; init; }

    /// <summary>A file up to this size is checked whole on opening; of a larger one the small tables.</summary>
    public long FullCheckBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Most pages the file may have, 0 for SQLite's own limit; what tests fill a disk with.</summary>
    public int MaxPages { get; init; }
}
