using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sql.Sqlite;

namespace ActorPipeline.Sql;

/// <summary>
/// A journal in one SQLite file, <c>journal.db</c> in the data directory. Commits are durable when they return (WAL,
/// <c>synchronous = FULL</c>). A clean stop folds the log in and leaves one file; after a crash the files
/// <c>journal.db-wal</c> and <c>journal.db-shm</c> belong to it and must stay beside it.
/// <para>One process at a time: hold the <see cref="DataDirectory"/> for as long as the journal is open.</para>
/// </summary>
public sealed class SqliteJournal : SqliteJournalReads
{
    /// <summary>The name of the file in the data directory.</summary>
    public const string FileName = "journal.db";

    private readonly SqliteJournalWriter _writer;
    private bool _isDisposed;

    private SqliteJournal(string path, SqliteJournalSettings settings)
        : base(path, settings) => _writer = new SqliteJournalWriter(path, settings);

    /// <summary>Opens the journal of a data directory; creates it, or checks the one that is there.</summary>
    /// <param name="directory">The data directory; it must exist.</param>
    /// <exception cref="JournalException">
    /// <see cref="JournalFault.Corrupt"/>, <see cref="JournalFault.Incompatible"/>,
    /// <see cref="JournalFault.ReadOnly"/>, <see cref="JournalFault.Full"/>, or a transient fault.
    /// </exception>
    public static SqliteJournal Open(string directory) => Open(directory, SqliteJournalSettings.Default);

    /// <summary>
    /// Opens the journal of a data directory to be read only, whoever runs its pipeline at the same time: for readers
    /// of events. Needs no lock of the directory. Whatever writes throws <see cref="NotSupportedException"/>.
    /// </summary>
    /// <param name="directory">The data directory.</param>
    /// <exception cref="JournalException">
    /// <see cref="JournalFault.Unavailable"/>: there is no journal, or not yet; else as <see cref="Open(string)"/>.
    /// </exception>
    public static IJournal OpenForReading(string directory) =>
        new SqliteJournalView(Path.Combine(directory, FileName));

    internal static SqliteJournal Open(string directory, SqliteJournalSettings settings) =>
        new(Path.Combine(directory, FileName), settings);

    /// <inheritdoc />
    public override void WriteValue(string name, ReadOnlySpan<byte> value) => _writer.WriteValue(name, value);

    /// <inheritdoc />
    public override ShardHead OpenShard(ShardId shard) => _writer.OpenShard(shard);

    /// <inheritdoc />
    public override ShardHead ImportShard(ShardId shard, long afterSequence) =>
        _writer.OpenShard(shard, afterSequence);

    /// <inheritdoc />
    public override void Commit(CommitGroup group) => _writer.Commit(group);

    /// <inheritdoc />
    public override void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            base.Dispose();
            _writer.Dispose();
        }
    }
}
