namespace ActorPipeline.Plan;

/// <summary>Where results go.</summary>
public abstract record SinkSpec
{
    /// <summary>A table on the terminal, the newest rows; at least once.</summary>
    /// <param name="MaxRows">Rows to print at most.</param>
    public sealed record Console(int MaxRows) : SinkSpec;

    /// <summary>A file; exactly once.</summary>
    /// <param name="Path">The file, absolute.</param>
    /// <param name="Format">How rows are written.</param>
    public sealed record File(string Path, FileSinkFormat Format) : SinkSpec;

    /// <summary>A SQLite table, upserted by key and window; exactly once.</summary>
    /// <param name="Database">The database file, absolute.</param>
    /// <param name="Table">The table; created when missing.</param>
    public sealed record Sqlite(string Database, string Table) : SinkSpec;
}
