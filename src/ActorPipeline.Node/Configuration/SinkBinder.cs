using ActorPipeline.Hocon;
using ActorPipeline.Plan;
using ActorPipeline.Sql.Sinks;

namespace ActorPipeline.Node.Configuration;

/// <summary>Reads <c>sink</c>.</summary>
internal static class SinkBinder
{
    private const string Example = "sink = { file = \"results.ndjson\" }";

    /// <summary>The sink; null, with a problem, where there is none.</summary>
    public static SinkSpec? Bind(Section root, string pipeline)
    {
        if (root.Peek("sink") is HoconString name)
        {
            root.Context.Use("sink", name);
            if (name.Value == "console")
            {
                return new SinkSpec.Console(MaxRows(root.DefaultsOf("sink")));
            }

            root.Context.Problem(name.Origin, "sink", $"there is no sink '{name.Value}'; use console, or {Example}");
            return null;
        }

        var sink = root.Child("sink");
        SinkSpec? spec = sink.OneOf(Example, "file", "sqlite", "console") switch
        {
            "file" => File(sink),
            "sqlite" => Sqlite(sink, pipeline),
            "console" => Console(sink),
            _ => null,
        };
        foreach (var key in (string[])["format", "table", "max-rows"])
        {
            sink.Peek(key);
        }

        sink.RejectUnknownKeys();
        return spec;
    }

    private static SinkSpec.File? File(Section sink)
    {
        var path = sink.Read("file", v => sink.Context.FullPath(v.AsString(), v.Origin));
        if (sink.Peek("format") is not null)
        {
            var format = sink.Read("format", Format);
            return path is null ? null : new SinkSpec.File(path, format);
        }

        var isCsv = path?.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) == true;
        sink.Context.UseDerived("sink.format", isCsv ? "csv" : "ndjson");
        return path is null ? null : new SinkSpec.File(path, isCsv ? FileSinkFormat.Csv : FileSinkFormat.Ndjson);
    }

    private static SinkSpec.Sqlite? Sqlite(Section sink, string pipeline)
    {
        var database = sink.Read("sqlite", v => sink.Context.FullPath(v.AsString(), v.Origin));
        var table = sink.Read("table", TableName);
        if (table is null)
        {
            table = pipeline;
            sink.Context.UseDerived("sink.table", pipeline);
            if (pipeline.Length > 0 && !sink.IsGiven("table") && TableProblem(pipeline) is { } problem)
            {
                sink.Context.Problem(sink.Origin, "sink.table", $"it is '{pipeline}', as the pipeline: {problem}");
            }
        }

        return database is null ? null : new SinkSpec.Sqlite(database, table);
    }

    private static SinkSpec.Console? Console(Section sink)
    {
        var isOn = sink.Flag("console");
        var rows = MaxRows(sink);
        if (!isOn)
        {
            sink.Context.Problem(
                sink.Peek("console")!.Origin, "sink.console", $"false is no sink; use true, or {Example}");
        }

        return isOn ? new SinkSpec.Console(rows) : null;
    }

    private static int MaxRows(Section sink) => (int)sink.Number("max-rows", 1, 10_000);

    private static FileSinkFormat Format(HoconValue value) => value.AsString() switch
    {
        "ndjson" => FileSinkFormat.Ndjson,
        "csv" => FileSinkFormat.Csv,
        var text => throw new HoconException(value.Origin, $"there is no format '{text}'; use ndjson or csv"),
    };

    private static string TableName(HoconValue value) => TableProblem(value.AsString()) is { } problem
        ? throw new HoconException(value.Origin, problem)
        : value.AsString();

    private static string? TableProblem(string name) =>
        string.IsNullOrWhiteSpace(name) ? "it is empty; write the name of a table"
        : name.Any(char.IsControl) ? "it has a control character in it; leave that out"
        : name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)
            ? "names that begin with sqlite_ are SQLite's own; name another table"
        : name.Equals(SqliteSink.ProgressTable, StringComparison.OrdinalIgnoreCase)
            ? "that is where the sink keeps its progress; name another table"
        : null;
}
