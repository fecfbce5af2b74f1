using System.Diagnostics;
using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sinks;

namespace ActorPipeline.Sql.Sinks;

/// <summary>
/// Rows in a table of a SQLite database, upserted by their key columns, exactly once: the sink's progress is written
/// in the same transaction as the rows, to the table <c>actorpipeline_progress</c>, and rows that come again are
/// skipped by it. The table is created when missing, with a UNIQUE constraint on the key columns (a null in a key
/// equals a null); one that is there must have the same columns.
/// <para>
/// Types: integers are INTEGER, doubles REAL (not a number is stored as NULL, because SQLite does), decimals TEXT
/// with all of their digits, booleans 0 and 1, timestamps ISO 8601 TEXT as in files.
/// </para>
/// <para>
/// The transaction is open, and the database locked for other writers, from a <see cref="Write"/> to the next
/// <see cref="Flush"/>, which commits with <c>synchronous = FULL</c>. A database that the sink creates uses a
/// write-ahead log, so readers never wait; the mode of one that is there is left alone.
/// </para>
/// </summary>
internal sealed class SqliteSink : ISink
{
    /// <summary>The table that the sink keeps its progress in, beside that of the results.</summary>
    public const string ProgressTable = TargetProgress.Table;

    private readonly string _path;
    private readonly string _pipeline;
    private readonly IReadOnlyList<ResultColumn> _schema;
    private readonly TargetTable _table;
    private readonly bool _overwrite;
    private TargetConnection? _connection;
    private TargetProgress? _progress;
    private TargetWriter? _writer;
    private bool _inTransaction;

    /// <summary>Creates a sink; nothing is opened yet.</summary>
    /// <param name="path">The database file; it and its directory are created when missing.</param>
    /// <param name="table">The table; created when missing. Any name that SQLite takes.</param>
    /// <param name="pipeline">What the pipeline is known by among all that write to the database.</param>
    /// <param name="schema">The columns of the rows.</param>
    /// <param name="overwrite">
    /// Whether a first opening may forget the progress of a former run and empty the table (<c>--fresh</c>).
    /// </param>
    public SqliteSink(
        string path, string table, string pipeline, IReadOnlyList<ResultColumn> schema, bool overwrite = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(table);
        ArgumentException.ThrowIfNullOrEmpty(pipeline);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfZero(schema.Count);
        RefuseName(table, nameof(table));
        foreach (var column in schema)
        {
            RefuseName(column.Name, nameof(schema));
        }

        (_path, _pipeline, _schema, _overwrite) = (path, pipeline, schema, overwrite);
        _table = new TargetTable(path, table, schema);
        Description = $"table {table} of SQLite {path}";
    }

    /// <inheritdoc />
    public string Description { get; }

    /// <inheritdoc />
    public bool IsExactlyOnce => true;

    /// <inheritdoc />
    public SinkProgress Open(SinkProgress journaled)
    {
        ArgumentNullException.ThrowIfNull(journaled);
        Debug.Assert(_connection is null, "opened twice");
        var isNew = CreateDirectory();
        _connection = new TargetConnection(_path);
        _connection.Execute(isNew ? "PRAGMA journal_mode = WAL" : "");
        _connection.Execute("PRAGMA synchronous = FULL");
        _connection.Execute("BEGIN IMMEDIATE");
        _progress = new TargetProgress(_connection, _pipeline);
        _table.CreateOrCheck(_connection, IsOwn(journaled, _progress.Sequences.Count > 0));
        _writer = new TargetWriter(_connection, _table, _schema);
        if (_overwrite && journaled.State.IsEmpty)
        {
            _progress.Clear(_connection);
            _table.Clear(_connection);
        }

        var sequences = Reconcile(journaled);
        _connection.Execute("COMMIT");
        return new SinkProgress(sequences, _progress.Encode());
    }

    /// <inheritdoc />
    public void Rehearse(SinkProgress journaled)
    {
        ArgumentNullException.ThrowIfNull(journaled);
        OutputPlace.Check(_path);
        using (var empty = TargetConnection.InPlaceOf(_path))
        {
            _table.CreateOrCheck(empty, isOwn: false);
            _table.PrepareUpsert(empty).Dispose();
        }

        if (new FileInfo(_path) is { Exists: true, Length: > 0 })
        {
            using var target = TargetConnection.ForReading(_path);
            _table.Rehearse(target, IsOwn(journaled, TargetProgress.IsOf(target, _pipeline)));
        }
    }

    /// <inheritdoc />
    public void Write(ShardId shard, long sequence, ResultBatch rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Debug.Assert(_connection is not null, "not open");
        if (sequence <= _progress!.Of(shard))
        {
            return;
        }

        if (!_inTransaction)
        {
            _connection.Execute("BEGIN IMMEDIATE");
            _inTransaction = true;
        }

        _writer!.Write(rows);
        _progress.Advance(shard, sequence);
    }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> Flush()
    {
        Debug.Assert(_connection is not null, "not open");
        if (_inTransaction)
        {
            _connection.Execute("COMMIT");
            _inTransaction = false;
        }

        return _progress!.Encode();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>Lets the database grow no further, as a full disk would.</summary>
    internal void LimitPages(int pages) => _connection!.Execute($"PRAGMA max_page_count = {pages}");

    private static bool IsOwn(SinkProgress journaled, bool hasProgress) => hasProgress || !journaled.State.IsEmpty;

    private static void RefuseName(string name, string parameter)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("a name in SQLite can't contain the character U+0000", parameter);
        }

        if (name.Equals(TargetProgress.Table, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"the name {TargetProgress.Table} is taken by the sink's progress", parameter);
        }
    }

    /// <summary>Creates the directory; returns whether there is no database yet.</summary>
    private bool CreateDirectory()
    {
        try
        {
            if (Path.GetDirectoryName(_path) is { Length: > 0 } directory)
            {
                Directory.CreateDirectory(directory);
            }

            return new FileInfo(_path) is not { Exists: true, Length: > 0 };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SinkException(
                $"Can't create the directory of the SQLite database {_path}: {error.Message} Let the pipeline's user "
                + "create it, or name another database.",
                SinkFault.Denied,
                error);
        }
    }

    /// <summary>The journal's progress, or the target's where further; refuses a target of another life.</summary>
    private long[] Reconcile(SinkProgress journaled)
    {
        var sequences = (long[])journaled.Sequences.Clone();
        var flushed = journaled.State.IsEmpty ? null : TargetProgress.Decode(journaled.State.Span)
            ?? throw Mismatch("the journal's note about it is of another sink or version. Restore the sink that the "
                + "pipeline had");
        foreach (var (shard, sequence) in flushed ?? new Dictionary<int, long>())
        {
            if (_progress!.Of(new ShardId(shard)) < sequence)
            {
                throw Mismatch($"for shard {shard} it is at commit {_progress.Of(new ShardId(shard))}, before the "
                    + $"{sequence} that the journal knows to be in it: it was replaced or restored. Restore it");
            }
        }

        foreach (var (shard, sequence) in _progress!.Sequences)
        {
            if (shard >= sequences.Length || (flushed is null && sequence > sequences[shard]))
            {
                throw Mismatch($"it holds results of a former run of the pipeline {_pipeline} (shard {shard}, commit "
                    + $"{sequence}) that the journal knows nothing of. Restore the journal");
            }

            sequences[shard] = Math.Max(sequences[shard], sequence);
        }

        return sequences;
    }

    private SinkException Mismatch(string reason) => new(
        $"Can't continue the {Description}: {reason}, or run with --fresh to start over and empty the table.",
        SinkFault.Mismatch);
}
