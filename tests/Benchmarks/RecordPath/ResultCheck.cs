using System.Text.Json;

namespace Benchmarks.RecordPath;

/// <summary>Whether the results of a run are right: a figure of a wrong result is worth nothing.</summary>
internal static class ResultCheck
{
    /// <summary>Adds up the windows' counts.</summary>
    /// <exception cref="BenchException">They are not the number of records.</exception>
    public static void Run(string path, long records)
    {
        var counted = 0L;
        foreach (var line in File.ReadLines(path))
        {
            using var row = JsonDocument.Parse(line);
            counted += row.RootElement.GetProperty("count").GetInt64();
        }

        if (counted != records)
        {
            throw new BenchException($"the results count {counted} records, the input has {records}: a bug");
        }
    }
}
