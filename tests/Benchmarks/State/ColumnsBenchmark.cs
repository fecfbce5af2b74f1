using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.State;

/// <summary>What memory a column costs of which there are many.</summary>
internal sealed class ColumnsBenchmark : IBenchmark
{
    private const long RecordCount = 400_000;
    private const int KeyCount = 10;
    private const long PeakTarget = 300_000_000;

    private static readonly int[] _counts = [1, 100, 1_000];

    /// <inheritdoc />
    public string Name => "columns";

    /// <inheritdoc />
    public string Summary => "peak memory with 1, 100 and 1,000 aggregates on a few keys";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => context.Scale(RecordCount) * 300 * SteadyFile.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var records = context.Scale(RecordCount);
        var file = SteadyFile.Write(context.PathOf("input.ndjson"), KeyCount, records);
        var table = new Table(
            "plans",
            new TableColumn("aggregates", "aggregates"),
            new TableColumn("peak_rss_bytes", "peak memory", Unit.Bytes),
            new TableColumn("cpu_s", "CPU", Unit.Seconds),
            new TableColumn("wall_s", "wall", Unit.Seconds));
        var peak = 0L;
        foreach (var count in _counts)
        {
            context.Say($"{count:N0} aggregates");
            const string name = "run";
            var (value, usage) = context.Children.Run(Jobs.Pipeline, new PipelineArguments
            {
                Files = [file], Directory = context.NewDirectory(name), Records = records, HoppingSeconds = 60,
                Aggregates = count,
            });
            context.Remove(name);
            peak = usage.PeakRssBytes;
            table.Add(count, peak, usage.CpuSeconds, value.WallSeconds);
        }

        return new Report(Name, $"{records:N0} records of {KeyCount} keys, in windows of 1 min every 1 s")
        {
            Figures =
            {
                new("peak_rss_bytes", $"peak memory with {_counts[^1]:N0} aggregates", peak, Unit.Bytes,
                    Target.AtMost(PeakTarget)),
            },
            Tables = { table },
        };
    }
}
