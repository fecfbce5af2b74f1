using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>Where results go.</summary>
public static class Sink
{
    /// <summary>A file; exactly once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">How rows are written; null for CSV where the name ends in .csv, else NDJSON.</param>
    public static SinkSpec.File File(string path, FileSinkFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var isCsv = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        return new SinkSpec.File(path, format ?? (isCsv ? FileSinkFormat.Csv : FileSinkFormat.Ndjson));
    }

    /// <summary>A SQLite table, upserted by key and window; exactly once.</summary>
    /// <param name="database">The database file.</param>
    /// <param name="table">The table, created when missing; null for the pipeline's name.</param>
    public static SinkSpec.Sqlite Sqlite(string database, string? table = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(database);
        return new SinkSpec.Sqlite(database, table ?? "");
    }

    /// <summary>A table on the terminal; at least once.</summary>
    /// <param name="maxRows">Rows to print at most, at least 1.</param>
    public static SinkSpec.Console Console(int maxRows = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        return new SinkSpec.Console(maxRows);
    }
}
