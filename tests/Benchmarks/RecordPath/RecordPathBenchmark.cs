using Benchmarks.Children;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.RecordPath;

/// <summary>
/// The figure of the product: records for each second of CPU time of the whole durable process, beside a bare loop
/// over the same bytes. CPU time, so that the number of cores does not matter.
/// </summary>
internal sealed class RecordPathBenchmark : IBenchmark
{
    private const double RatioTarget = 0.5;
    private const double SteadyBytesTarget = 0.1;

    /// <inheritdoc />
    public string Name => "record-path";

    /// <inheritdoc />
    public string Summary => "NDJSON files to a committed journal and a result file, beside a bare loop";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => context.Records * 3 * MetricFiles.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        context.Say($"writing {context.Records:N0} records");
        var files = MetricFiles.Write(context.Directory, "input", context.Records);
        var bytes = files.Sum(f => new FileInfo(f).Length);
        var (bare, durable) = (new List<Measured<long>>(), new List<Measured<PipelineResult>>());
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}: bare loop");
            bare.Add(context.Children.Run(Jobs.BareLoop, files));
            context.Say($"run {run} of {context.Runs}: record path");
            durable.Add(RunPipeline(context, files));
        }

        return ReportOf(context, bytes, bare, durable);
    }

    private static Measured<PipelineResult> RunPipeline(BenchContext context, string[] files)
    {
        const string name = "run";
        var directory = context.NewDirectory(name);
        var measured = context.Children.Run(
            Jobs.Pipeline,
            new PipelineArguments { Files = files, Directory = directory, Records = context.Records });
        ResultCheck.Run(Path.Combine(directory, Plans.ResultsName), context.Records);
        context.Remove(name);
        return measured;
    }

    private Report ReportOf(
        BenchContext context, long bytes, List<Measured<long>> bare, List<Measured<PipelineResult>> durable)
    {
        var records = (double)context.Records;
        var bareRate = Statistics.Median(bare.Select(r => records / r.Usage.CpuSeconds));
        var rate = Statistics.Median(durable.Select(r => records / r.Usage.CpuSeconds));
        double PerRecord(Func<PipelineResult, long> of) => Median(r => of(r) / records);
        double Median(Func<PipelineResult, double> of) => Statistics.Median(durable.Select(r => of(r.Value)));
        return new Report(
            Name,
            $"{context.Records:N0} records ({bytes / records:0.0} bytes each) of {MetricFiles.KeyCount:N0} keys; "
            + $"windows of 1 s: count, sum, min, max; medians of {context.Runs} runs")
        {
            Figures =
            {
                new(JsonReport.RatioKey, "ratio to the bare loop, per core", rate / bareRate, Unit.Ratio,
                    Target.AtLeast(RatioTarget)),
                new("records_per_cpu_second", "records for each CPU second", rate, Unit.PerSecond),
                new("bare_loop_records_per_cpu_second", "  the bare loop", bareRate, Unit.PerSecond),
                new("cpu_ns_per_record", "CPU time a record", 1e9 / rate, Unit.Nanoseconds),
                new("bare_loop_cpu_ns_per_record", "  the bare loop", 1e9 / bareRate, Unit.Nanoseconds),
                new("records_per_second", "records for each second of wall time",
                    Median(r => records / r.WallSeconds), Unit.PerSecond),
                new("steady_allocated_bytes_per_record", "allocated a record, last three quarters",
                    Median(r => r.SteadyBytesPerRecord!.Value), Unit.FewBytes, Target.AtMost(SteadyBytesTarget)),
                new("journal_bytes_per_record", "journaled a record", PerRecord(r => r.JournalBytes), Unit.FewBytes),
                new("journal_event_bytes_per_record", "  events", PerRecord(r => r.EventBytes), Unit.FewBytes),
                new("journal_outbox_bytes_per_record", "  results and dead letters", PerRecord(r => r.OutboxBytes),
                    Unit.FewBytes),
                new("journal_snapshot_bytes_per_record", "  snapshots", PerRecord(r => r.SnapshotBytes), Unit.FewBytes),
                new("journal_head_bytes_per_record", "  shards' heads", PerRecord(r => r.HeadBytes), Unit.FewBytes),
                new("commit_p50_ms", "commit, median", Median(r => r.CommitP50Ms), Unit.Milliseconds),
                new("commit_p99_ms", "commit, 99 in 100", Median(r => r.CommitP99Ms), Unit.Milliseconds),
                new("compilation_s", "compilation, once a process", Median(r => r.CompilationSeconds), Unit.Seconds),
                new("collection_pause_s", "pauses for garbage collection", Median(r => r.CollectionPauseSeconds),
                    Unit.Seconds),
                new("peak_rss_bytes", "peak memory", Statistics.Median(durable.Select(r => r.Usage.PeakRssBytes)),
                    Unit.Bytes),
            },
            Tables = { RunsOf(records, bare, durable) },
            Notes =
            {
                "CPU time is that of a whole process from its start: the runtime's start, compilation, garbage "
                + "collection, the journal with its syncs and the results' file included; the bare loop's likewise. "
                + "Each run is a fresh process; the counts in each result file add up to the number of records.",
            },
        };
    }

    private static Table RunsOf(double records, List<Measured<long>> bare, List<Measured<PipelineResult>> durable)
    {
        var table = new Table(
            "runs",
            new TableColumn("run", "run"),
            new TableColumn("ratio", "ratio", Unit.Ratio),
            new TableColumn("records_per_cpu_second", "records/CPU s", Unit.PerSecond),
            new TableColumn("bare_loop_records_per_cpu_second", "bare loop", Unit.PerSecond),
            new TableColumn("cpu_s", "CPU", Unit.Seconds),
            new TableColumn("wall_s", "wall", Unit.Seconds),
            new TableColumn("commits", "commits"),
            new TableColumn("peak_rss_bytes", "peak memory", Unit.Bytes));
        for (var i = 0; i < durable.Count; i++)
        {
            var (value, usage) = durable[i];
            var bareCpu = bare[i].Usage.CpuSeconds;
            table.Add(
                i + 1, bareCpu / usage.CpuSeconds, records / usage.CpuSeconds, records / bareCpu, usage.CpuSeconds,
                value.WallSeconds, value.Commits, usage.PeakRssBytes);
        }

        return table;
    }
}
