using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.Budget;

/// <summary>What a record costs at each stop, beside the design's budget.</summary>
internal sealed class BudgetBenchmark : IBenchmark
{
    private const double TotalTarget = 160;

    /// <inheritdoc />
    public string Name => "budget";

    /// <inheritdoc />
    public string Summary => "CPU time and allocations a record at each stop, beside the design's budget";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => RecordsOf(context) * 3 * MetricFiles.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var records = RecordsOf(context);
        context.Say($"writing {records:N0} records");
        var files = MetricFiles.Write(context.Directory, "input", records);
        var runs = new List<BudgetResult>();
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}");
            var directory = context.NewDirectory("stops");
            runs.Add(context.Children.Run(Jobs.Budget, new BudgetArguments(files, directory, records)).Value);
            context.Remove("stops");
        }

        context.Say("the whole process");
        var arguments = new PipelineArguments
        {
            Files = files, Directory = context.NewDirectory("whole"), Records = records,
        };
        var whole = context.Children.Run(Jobs.Pipeline, arguments);
        return ReportOf(records, runs, whole);
    }

    private static long RecordsOf(BenchContext context) => context.Scale(BenchContext.DefaultRecords / 4);

    private Report ReportOf(long records, List<BudgetResult> runs, Measured<PipelineResult> whole)
    {
        double Ns(Stop stop) => Statistics.Median(runs.Select(r => r.Ns[stop]));
        double Bytes(Stop stop) => Statistics.Median(runs.Select(r => r.AllocatedBytes[stop]));
        var time = Math.Max(0, Ns(Stop.Route) - Ns(Stop.RouteTimeless));
        var results = Ns(Stop.Close) + Ns(Stop.Cut) + Ns(Stop.Sink);
        var table = new Table(
            "stops",
            new TableColumn("stop", "stop"),
            new TableColumn("budget_ns", "budget", Unit.Nanoseconds),
            new TableColumn("cpu_ns", "measured", Unit.Nanoseconds),
            new TableColumn("allocated_bytes", "allocated", Unit.FewBytes));
        table.Add("read", 10, Ns(Stop.Read), Bytes(Stop.Read));
        table.Add("decode", 45, Ns(Stop.Decode), Bytes(Stop.Decode));
        table.Add("time", 4, time, null);
        table.Add("hash and scatter", 15, Ns(Stop.RouteTimeless), Bytes(Stop.Route));
        table.Add("hand-over", 1, Ns(Stop.HandOver), Bytes(Stop.HandOver));
        table.Add("look-up", 15, Math.Max(0, Ns(Stop.Apply) - Ns(Stop.Encode)), Bytes(Stop.Apply));
        table.Add("fold", 12, Ns(Stop.Fold), Bytes(Stop.Fold));
        table.Add("encode", 6, Ns(Stop.Encode), null);
        table.Add("SQLite", 35, Ns(Stop.Journal), Bytes(Stop.Journal));
        table.Add("results and snapshots", 17, results, Bytes(Stop.Close) + Bytes(Stop.Cut) + Bytes(Stop.Sink));
        table.Add("  closing windows", null, Ns(Stop.Close), Bytes(Stop.Close));
        table.Add("  cutting commits", null, Ns(Stop.Cut), Bytes(Stop.Cut));
        table.Add("  result file", null, Ns(Stop.Sink), Bytes(Stop.Sink));
        var all = new[]
        {
            Ns(Stop.Read), Ns(Stop.Decode), time, Ns(Stop.RouteTimeless), Ns(Stop.HandOver), Ns(Stop.Apply),
            Ns(Stop.Fold), Ns(Stop.Journal), results,
        };
        var wholeNs = whole.Usage.CpuSeconds * 1e9 / records;
        return new Report(Name, $"{records:N0} records, the stops one after the other on one thread")
        {
            Figures =
            {
                new("stops_cpu_ns_per_record", "all stops", all.Sum(), Unit.Nanoseconds, Target.AtMost(TotalTarget)),
                new("process_cpu_ns_per_record", "a whole process over the same input", wholeNs, Unit.Nanoseconds),
                new("not_covered_cpu_ns_per_record", "  of it not in the stops", wholeNs - all.Sum(), Unit.Nanoseconds),
            },
            Tables = { table },
            Notes =
            {
                $"Medians of {runs.Count} runs, {(ThreadClock.IsCpuTime ? "CPU time of the thread" : "wall time")}, of "
                + "the last three quarters of the input. Time is the difference between routing every other batch with "
                + "event time and the rest without; encode is a second encoding of the same events, taken off what "
                + "the shards take to apply a batch, of which the rest is the look-up.",
                "Not covered by the stops: the start of the process and compilation (see the whole process), garbage "
                + "collection on other threads, waking threads, batches that move between the caches of cores, dead "
                + $"letters (there are none). A look at the clock costs {runs[0].ClockCostNs:0} ns and is taken off.",
            },
        };
    }
}
