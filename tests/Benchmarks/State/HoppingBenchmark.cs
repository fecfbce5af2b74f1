using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.State;

/// <summary>What a record and a result of hopping windows cost, beside those of tumbling windows of the step.</summary>
internal sealed class HoppingBenchmark : IBenchmark
{
    private const long RecordCount = 2_000_000;
    private const double RatioTarget = 2;
    private const double NsPerSecond = 1e9;

    // A window of one second that hops by a second is a tumbling one.
    private static readonly int[] _sizes = [0, 60, 600, 3_600];

    /// <inheritdoc />
    public string Name => "hopping";

    /// <inheritdoc />
    public string Summary => "windows of up to 1 h every 1 s over one key, beside tumbling windows of 1 s";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => context.Scale(RecordCount) * 12 * SteadyFile.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var records = context.Scale(RecordCount);
        var (few, many) = (records / 10, records);
        var small = SteadyFile.Write(context.PathOf("few.ndjson"), 1, few);
        var large = SteadyFile.Write(context.PathOf("many.ndjson"), 1, many);
        var costs = _sizes.Select(_ => new List<double>()).ToArray();
        for (var run = 1; run <= context.Runs; run++)
        {
            for (var i = 0; i < _sizes.Length; i++)
            {
                context.Say($"run {run} of {context.Runs}: {NameOf(_sizes[i])}");

                // The difference is without the start of the process and the compiler.
                var cpu = Measure(context, large, many, _sizes[i]) - Measure(context, small, few, _sizes[i]);
                costs[i].Add(cpu * NsPerSecond / (many - few));
            }
        }

        return ReportOf(records, costs, context.Runs);
    }

    private Report ReportOf(long records, List<double>[] costs, int runs)
    {
        var tumbling = Statistics.Median(costs[0]);
        var table = new Table(
            "windows",
            new TableColumn("window", "window"),
            new TableColumn("cpu_ns_per_record", "CPU a record and result", Unit.Nanoseconds),
            new TableColumn("ratio", "times tumbling", Unit.Ratio));
        for (var i = 0; i < _sizes.Length; i++)
        {
            var cost = Statistics.Median(costs[i]);
            table.Add(NameOf(_sizes[i]), cost, cost / tumbling);
        }

        return new Report(Name, $"{records:N0} records of one key, one a second; medians of {runs} runs")
        {
            Figures =
            {
                new("ratio_1h", "windows of 1 h every 1 s, beside tumbling ones of 1 s",
                    Statistics.Median(costs[^1]) / tumbling, Unit.Ratio, Target.AtMost(RatioTarget)),
            },
            Tables = { table },
        };
    }

    private static string NameOf(int seconds) =>
        seconds == 0 ? "tumbling 1 s" : $"hopping {TimeSpan.FromSeconds(seconds)} every 1 s";

    private static double Measure(BenchContext context, string file, long records, int seconds)
    {
        const string name = "run";
        var arguments = new PipelineArguments
        {
            Files = [file], Directory = context.NewDirectory(name), Records = records, HoppingSeconds = seconds,
        };
        var usage = context.Children.Run(Jobs.Pipeline, arguments).Usage;
        context.Remove(name);
        return usage.CpuSeconds;
    }
}
