using System.Text;
using ActorPipeline.Sinks;
using SQLitePCL;

namespace ActorPipeline.Sql.Sinks;

/// <summary>
/// A connection to a target database, used by one thread at a time. Directly on SQLite's C interface, because ADO.NET
/// allocates for each parameter of each row.
/// </summary>
internal sealed class TargetConnection : IDisposable
{
    private const int BusyTimeoutMs = 250;
    private readonly string _path;
    private readonly sqlite3 _handle;
    private readonly List<TargetStatement> _statements = [];

    static TargetConnection() => Batteries_V2.Init();

    /// <summary>Opens the database; creates it when missing.</summary>
    public TargetConnection(string path)
        : this(path, path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE)
    {
    }

    private TargetConnection(string path, string name, int flags)
    {
        _path = path;
        var code = raw.sqlite3_open_v2(name, out _handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            using (_handle)
            {
                throw Fault("open", code);
            }
        }

        raw.sqlite3_extended_result_codes(_handle, 1);
        raw.sqlite3_busy_timeout(_handle, BusyTimeoutMs);
    }

    /// <summary>An empty database in memory, for what is to be known of the one at a path without it.</summary>
    public static TargetConnection InPlaceOf(string path) => new(
        path, ":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>The database at a path, to be read only.</summary>
    public static TargetConnection ForReading(string path) => new(path, path, raw.SQLITE_OPEN_READONLY);

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>A statement that lives as long as the connection.</summary>
    public TargetStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(
            _handle, Encoding.UTF8.GetBytes(sql), raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new TargetStatement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements without parameters and results.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Throws the fault of a call that failed.</summary>
    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Fault("write to", code);
        }
    }

    /// <summary>The fault of the last call, which failed with this code.</summary>
    public SinkException Fault(string doing, int code) =>
        TargetFaults.Translate(_path, doing, code, raw.sqlite3_errmsg(_handle).utf8_to_string());

    /// <summary>Closes the connection; a transaction that is still open is rolled back.</summary>
    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
