using ActorPipeline.Plan;
using ActorPipeline.Sources;

namespace Benchmarks.Workload;

/// <summary>
/// The input of the record path: <c>{"k":"user-123","ts":1700000000123,"v":12.5}</c> a line, 10,000 keys, 100 records
/// a millisecond of event time, in two files.
/// </summary>
internal static class MetricFiles
{
    /// <summary>Bytes a record, rounded up; for the need of disk space.</summary>
    public const int RecordBytes = 48;

    public const int KeyCount = 10_000;

    private const int FileCount = 2;

    /// <summary>Writes the files; the same ones for the same number of records.</summary>
    public static string[] Write(string directory, string name, long records)
    {
        var spec = new GeneratorSourceSpec(GeneratorKind.Metrics, Seed: 42, FileCount, records)
        {
            Keys = KeyCount, EventRatePerSecond = 100_000,
        };
        var files = new string[FileCount];
        for (var partition = 0; partition < files.Length; partition++)
        {
            files[partition] = Path.Combine(directory, $"{name}-{partition}.ndjson");
            using var target = File.Create(files[partition]);
            GeneratedFile.Write(spec, partition, target);
        }

        return files;
    }
}
