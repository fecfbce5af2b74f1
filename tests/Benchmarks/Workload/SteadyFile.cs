using System.Globalization;

namespace Benchmarks.Workload;

/// <summary>Metrics of a few keys, each with a record every second.</summary>
internal static class SteadyFile
{
    private const long StartMs = 1_700_000_000_000;
    private const int MsPerSecond = 1_000;

    /// <summary>Bytes a record, rounded up.</summary>
    public const int RecordBytes = 48;

    /// <summary>Writes a file of so many records.</summary>
    public static string Write(string path, int keys, long records)
    {
        using var target = new StreamWriter(path);
        for (var i = 0L; i < records; i++)
        {
            target.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"k\":\"user-{i % keys}\",\"ts\":{StartMs + (i / keys * MsPerSecond)},\"v\":{i * 7 % 100}.5}}"));
        }

        return path;
    }
}
