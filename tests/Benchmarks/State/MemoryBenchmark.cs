using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.State;

/// <summary>Whether the length of the input shows in the memory.</summary>
internal sealed class MemoryBenchmark : IBenchmark
{
    private const long PeakTarget = 300_000_000;

    // Noise of the peak: when collections happen to run, and how large commits happen to get.
    private const double GrowthTarget = 1.15;

    /// <inheritdoc />
    public string Name => "memory";

    /// <inheritdoc />
    public string Summary => "peak memory of the record path at an input, and at ten times the input";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => SizesOf(context).Sum() * 3 * MetricFiles.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var sizes = SizesOf(context);
        var table = new Table(
            "runs",
            new TableColumn("records", "records"),
            new TableColumn("run", "run"),
            new TableColumn("peak_rss_bytes", "peak memory", Unit.Bytes),
            new TableColumn("wall_s", "wall", Unit.Seconds));
        var peaks = new List<double>[] { [], [] };
        var files = sizes.Select(s => MetricFiles.Write(context.Directory, $"input-{s}", s)).ToArray();
        for (var run = 1; run <= context.Runs; run++)
        {
            for (var i = 0; i < sizes.Length; i++)
            {
                context.Say($"run {run} of {context.Runs}: {sizes[i]:N0} records");
                var (value, usage) = Measure(context, files[i], sizes[i]);
                peaks[i].Add(usage.PeakRssBytes);
                table.Add(sizes[i], run, usage.PeakRssBytes, value.WallSeconds);
            }
        }

        var (few, many) = (Statistics.Median(peaks[0]), Statistics.Median(peaks[1]));
        return new Report(Name, $"peak memory of a whole process; medians of {context.Runs} runs")
        {
            Figures =
            {
                new("peak_rss_bytes", $"at {sizes[0]:N0} records", few, Unit.Bytes, Target.AtMost(PeakTarget)),
                new("peak_rss_10x_bytes", $"at {sizes[1]:N0} records", many, Unit.Bytes, Target.AtMost(PeakTarget)),
                new("growth_ratio", "growth at ten times the input", many / few, Unit.Ratio,
                    Target.AtMost(GrowthTarget)),
            },
            Tables = { table },
        };
    }

    /// <summary>The smaller one is large enough for all buffers to have their full size.</summary>
    private static long[] SizesOf(BenchContext context)
    {
        var size = context.Scale(BenchContext.DefaultRecords / 4);
        return [size, 10 * size];
    }

    private static Measured<PipelineResult> Measure(BenchContext context, string[] files, long records)
    {
        const string name = "run";
        var arguments = new PipelineArguments
        {
            Files = files, Directory = context.NewDirectory(name), Records = records,
        };
        var measured = context.Children.Run(Jobs.Pipeline, arguments);
        context.Remove(name);
        return measured;
    }
}
