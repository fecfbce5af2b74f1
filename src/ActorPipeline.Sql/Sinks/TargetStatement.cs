using SQLitePCL;

namespace ActorPipeline.Sql.Sinks;

/// <summary>A prepared statement. Parameters count from 1, columns from 0, as in SQLite.</summary>
internal sealed class TargetStatement(TargetConnection connection, sqlite3_stmt handle) : IDisposable
{
    public void Bind(int parameter, long value) =>
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));

    public void Bind(int parameter, double value) =>
        connection.Check(raw.sqlite3_bind_double(handle, parameter, value));

    public void Bind(int parameter, string value) =>
        connection.Check(raw.sqlite3_bind_text(handle, parameter, value));

    public void Bind(int parameter, ReadOnlySpan<byte> utf8) =>
        // An empty span has a null pointer, which SQLite would take for NULL.
        connection.Check(utf8.IsEmpty
            ? raw.sqlite3_bind_text(handle, parameter, "")
            : raw.sqlite3_bind_text(handle, parameter, utf8));

    public void BindNull(int parameter) => connection.Check(raw.sqlite3_bind_null(handle, parameter));

    /// <summary>Moves to the next row; false after the last. Whoever steps resets.</summary>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw connection.Fault("write to", code),
    };

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Execute()
    {
        try
        {
            Step();
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Ends the statement's run; the error that it may have ended with was reported by the step.</summary>
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public void Dispose() => handle.Dispose();
}
