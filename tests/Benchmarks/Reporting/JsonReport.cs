using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Reporting;

/// <summary>All reports as one JSON object.</summary>
internal static class JsonReport
{
    /// <summary>The figure that stands at the top; null when its benchmark was not asked for.</summary>
    public const string RatioKey = "ratio_to_bare_loop_per_core";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(Machine machine, IReadOnlyList<Report> reports)
    {
        var ratio = reports.SelectMany(r => r.Figures).FirstOrDefault(f => f.Key == RatioKey);
        var benchmarks = new JsonObject();
        foreach (var report in reports)
        {
            benchmarks.Add(report.Name, Of(report));
        }

        var root = new JsonObject
        {
            [RatioKey] = ratio is null ? null : Number(ratio.Value),
            ["machine"] = Of(machine),
            ["benchmarks"] = benchmarks,
        };
        return root.ToJsonString(Indented);
    }

    private static JsonObject Of(Machine machine) => new()
    {
        ["cpu"] = machine.Cpu,
        ["cores"] = machine.Cores,
        ["memory_bytes"] = machine.MemoryBytes,
        ["os"] = machine.Os,
        ["dotnet"] = machine.DotNet,
        ["file_system"] = machine.FileSystem,
        ["load_average"] = machine.LoadAverage,
        ["warning"] = machine.Warning,
    };

    private static JsonObject Of(Report report)
    {
        var json = new JsonObject { ["subject"] = report.Subject };
        if (report.Error is { } error)
        {
            json.Add("error", error);
        }

        var targets = new JsonArray();
        foreach (var figure in report.Figures)
        {
            json.Add(figure.Key, Number(figure.Value));
            if (figure.Target is { } target)
            {
                targets.Add(new JsonObject
                {
                    ["figure"] = figure.Key,
                    [target.IsUpper ? "at_most" : "at_least"] = target.Value,
                    ["is_met"] = target.IsMetBy(figure.Value),
                });
            }
        }

        foreach (var table in report.Tables)
        {
            json.Add(table.Key, Of(table));
        }

        json.Add("targets", targets);
        json.Add("notes", new JsonArray([.. report.Notes.Select(n => JsonValue.Create(n))]));
        return json;
    }

    private static JsonArray Of(Table table)
    {
        var rows = new JsonArray();
        foreach (var row in table.Rows)
        {
            var json = new JsonObject();
            for (var i = 0; i < row.Length; i++)
            {
                json.Add(table.Columns[i].Key, Of(row[i]));
            }

            rows.Add(json);
        }

        return rows;
    }

    private static JsonNode? Of(object? cell) => cell switch
    {
        double number => Number(number),
        _ => JsonSerializer.SerializeToNode(cell),
    };

    /// <summary>Nothing is measured to more than six digits.</summary>
    private static JsonValue? Number(double value) => !double.IsFinite(value) ? null
        : Math.Abs(value) >= 1e6 ? JsonValue.Create(Math.Round(value))
        : JsonValue.Create(Math.Round(value, Decimals(value)));

    private static int Decimals(double value) =>
        Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(value) + 1e-9)), 0, 9);
}
