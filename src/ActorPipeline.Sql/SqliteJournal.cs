using System.Text;
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
public sealed class SqliteJournal : IJournal
{
    /// <summary>The name of the file in the data directory.</summary>
    public const string FileName = "journal.db";

    private readonly SqliteJournalWriter _writer;
    private readonly SqliteReaderPool _readers;
    private bool _isDisposed;

    private SqliteJournal(string path, SqliteJournalSettings settings)
    {
        Description = $"SQLite {path}";
        _writer = new SqliteJournalWriter(path, settings);
        _readers = new SqliteReaderPool(path, settings);
    }

    /// <inheritdoc />
    public string Description { get; }

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
    public byte[]? ReadValue(string name)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadValue(name, Encoding.UTF8.GetBytes(name));
    }

    /// <inheritdoc />
    public void WriteValue(string name, ReadOnlySpan<byte> value) => _writer.WriteValue(name, value);

    /// <inheritdoc />
    public ShardHead OpenShard(ShardId shard) => _writer.OpenShard(shard);

    /// <inheritdoc />
    public ShardHead ReadHead(ShardId shard)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadHead(shard);
    }

    /// <inheritdoc />
    public void ReadPageIndex(ShardId shard, PageIndexReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadPageIndex(shard, reader);
    }

    /// <inheritdoc />
    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadPage(shard, page, state);
    }

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        ReadEvents(shard, afterSequence, int.MaxValue, reader);

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadEvents(shard, afterSequence, maxBlocks, reader);
    }

    /// <inheritdoc />
    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader)
    {
        using var lease = _readers.Rent();
        lease.Reader.ReadOutbox(kind, shard, afterSequence, reader);
    }

    /// <inheritdoc />
    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        using var lease = _readers.Rent();
        return lease.Reader.ReadSink(kind, shardCount);
    }

    /// <inheritdoc />
    public void Commit(CommitGroup group) => _writer.Commit(group);

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _readers.Dispose();
            _writer.Dispose();
        }
    }
}
