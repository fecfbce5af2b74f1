using System.Runtime.InteropServices;
using SQLitePCL;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>
/// One connection, used by one thread at a time. Directly on SQLite's C interface: ADO.NET copies every blob twice
/// and allocates for each command.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int BusyTimeoutMs = 250;
    private const int NoCheckpointOnClose = 1006;

    private readonly sqlite3 _handle;
    private readonly List<SqliteStatement> _statements = [];

    static SqliteDatabase() => Batteries_V2.Init();

    /// <summary>Opens the file, and creates it when it is not there.</summary>
    public SqliteDatabase(string path)
        : this(path, path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE)
    {
    }

    private SqliteDatabase(string path, string name, int flags)
    {
        Path = path;
        var code = raw.sqlite3_open_v2(name, out _handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            using (_handle)
            {
                throw Fault(code);
            }
        }

        raw.sqlite3_extended_result_codes(_handle, 1);
        raw.sqlite3_busy_timeout(_handle, BusyTimeoutMs);
    }

    public string Path { get; }

    /// <summary>Rows that the last statement inserted, changed or deleted.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Whether a transaction is open; after some errors SQLite has rolled it back by itself.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Opens the file as it is without its log; for reads that leave both alone.</summary>
    public static SqliteDatabase OpenWithoutLog(string path) => new(
        path,
        new Uri(System.IO.Path.GetFullPath(path)).AbsoluteUri + "?immutable=1",
        raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);

    /// <summary>A statement that lives as long as the connection.</summary>
    public SqliteStatement Prepare(ReadOnlySpan<byte> sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new SqliteStatement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements without parameters and results.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>The first column of the first row, as text; null when there is no row.</summary>
    public string? QueryText(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle));
        using var statement = new SqliteStatement(this, handle);
        return statement.Step() ? statement.Text(0) : null;
    }

    /// <summary>
    /// Whether closing leaves the log as it is. Else the last connection folds it in and deletes it, and with it the
    /// evidence of damage.
    /// </summary>
    public void KeepLogOnClose(bool keep) =>
        Check(raw.sqlite3_db_config(_handle, NoCheckpointOnClose, keep ? 1 : 0, out _));

    /// <summary>How many frames of the log are valid. (Asking folds in what it can.)</summary>
    public int LogFrames()
    {
        Check(raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var frames, out _));
        return frames;
    }

    /// <summary>Folds the whole log into the file; false when somebody still reads from the log.</summary>
    public bool TryCheckpoint() =>
        raw.sqlite3_wal_checkpoint_v2(_handle, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _) == raw.SQLITE_OK;

    /// <summary>The transaction, if one is still open, leaves nothing behind.</summary>
    public void Rollback()
    {
        foreach (var statement in _statements)
        {
            statement.Reset();
        }

        // A failure here means that SQLite has rolled back itself; the next BEGIN shows whether the file works.
        if (InTransaction)
        {
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
        }
    }

    public Exception Fault(int code) =>
        SqliteFaults.Of(Path, code, raw.sqlite3_errmsg(_handle).utf8_to_string(), SystemError(_handle));

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Fault(code);
        }
    }

    // The errno of the last failed system call, which the provider does not pass on.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_system_errno", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int SystemError(sqlite3 handle);
}
