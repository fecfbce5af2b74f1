using ActorPipeline.Plan;
using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.Actors;

/// <summary>Actors written in C#: messages from files for each second of CPU time, and what an answer takes.</summary>
internal sealed class ActorsBenchmark : IBenchmark
{
    private const double MessagesTarget = 2_000_000;
    private const double BeyondIntervalTargetMs = 1;

    /// <inheritdoc />
    public string Name => "actors";

    /// <inheritdoc />
    public string Summary => "a counter written in C#, an event a message, to a committed journal; and asking it";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => context.Records * 3 * MetricFiles.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        context.Say($"writing {context.Records:N0} records");
        var files = MetricFiles.Write(context.Directory, "input", context.Records);
        var (durable, asked) = (new List<Measured<PipelineResult>>(), new List<AskResult>());
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"run {run} of {context.Runs}: counters");
            durable.Add(InDirectory(context, "counters", directory => context.Children.Run(
                Jobs.Pipeline,
                new PipelineArguments
                {
                    Files = files, Directory = directory, Records = context.Records, IsActor = true,
                })));
            context.Say($"run {run} of {context.Runs}: asks");
            asked.Add(InDirectory(context, "asks", directory => context.Children.Run(Jobs.Ask, directory).Value));
        }

        return ReportOf(context, durable, asked);
    }

    private static T InDirectory<T>(BenchContext context, string name, Func<string, T> run)
    {
        var result = run(context.NewDirectory(name));
        context.Remove(name);
        return result;
    }

    private Report ReportOf(BenchContext context, List<Measured<PipelineResult>> durable, List<AskResult> asked)
    {
        var records = (double)context.Records;
        var intervalMs = new EngineOptions().CommitInterval.TotalMilliseconds;
        double Asked(Func<AskResult, double> of) => Statistics.Median(asked.Select(of));
        double Counted(Func<PipelineResult, double> of) => Statistics.Median(durable.Select(r => of(r.Value)));
        return new Report(
            Name,
            $"{records:N0} messages from JSON records to {MetricFiles.KeyCount:N0} counters, an event of a number for "
            + $"each; commits every {intervalMs:0} ms, or as soon as somebody waits; medians of {context.Runs} runs")
        {
            Figures =
            {
                new("messages_per_cpu_second", "messages for each CPU second",
                    Statistics.Median(durable.Select(r => records / r.Usage.CpuSeconds)), Unit.PerSecond,
                    Target.AtLeast(MessagesTarget)),
                new("messages_per_second", "messages for each second of wall time",
                    Counted(r => records / r.WallSeconds), Unit.PerSecond),
                new("journal_event_bytes_per_message", "journaled a message, events",
                    Counted(r => r.EventBytes / records), Unit.FewBytes),
                new("steady_allocated_bytes_per_message", "allocated a message, last three quarters",
                    Counted(r => r.SteadyBytesPerRecord!.Value), Unit.FewBytes),
                new("ask_beyond_interval_ms", "ask, median, beyond the commit interval",
                    Math.Max(0, Asked(a => a.P50Ms) - intervalMs), Unit.Milliseconds,
                    Target.AtMost(BeyondIntervalTargetMs)),
                new("ask_p50_ms", "ask, one at a time, median", Asked(a => a.P50Ms), Unit.Milliseconds),
                new("ask_p99_ms", "ask, one at a time, 99 in 100", Asked(a => a.P99Ms), Unit.Milliseconds),
                new("asks_per_second", "asks, 256 at a time", Asked(a => a.AsksPerSecond), Unit.PerSecond),
                new("many_asks_p50_ms", "  their median", Asked(a => a.ManyP50Ms), Unit.Milliseconds),
            },
            Notes =
            {
                "CPU time is that of a whole process from its start, with reading and decoding the JSON. An ask is "
                + "answered when the event is on disk.",
            },
        };
    }
}
