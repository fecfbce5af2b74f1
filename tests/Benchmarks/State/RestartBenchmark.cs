using System.Diagnostics;
using Benchmarks.Children;
using Benchmarks.RecordPath;
using Benchmarks.Reporting;
using Benchmarks.Workload;

namespace Benchmarks.State;

/// <summary>
/// How long a restart takes until work goes on: after the process was killed amid its work, and after it was stopped
/// in order. The journal is as a long run leaves it: all actors alive, the tail of events to replay full.
/// </summary>
internal sealed class RestartBenchmark : IBenchmark
{
    private const long ActorCount = 1_000_000;
    private const long RecordCount = 18_000_000;
    private const double MsTarget = 2000;

    /// <inheritdoc />
    public string Name => "restart";

    /// <inheritdoc />
    public string Summary => "a journal with 1 million actors: from the start of the process to the first new record";

    /// <inheritdoc />
    public long DiskBytes(BenchContext context) => (MoreRecords(context) + KeyFile.RecordsOf(context.Scale(ActorCount)))
        * 4 * MetricFiles.RecordBytes;

    /// <inheritdoc />
    public Report Run(BenchContext context)
    {
        var (actors, more) = (context.Scale(ActorCount), MoreRecords(context));
        context.Say($"writing {KeyFile.RecordsOf(actors) + more:N0} records of {actors:N0} keys");
        var arguments = new PipelineArguments
        {
            Files = [KeyFile.Write(context.PathOf("keys.ndjson"), actors, more)],
            Directory = context.Directory,
            Records = KeyFile.RecordsOf(actors) + more,
            IsGlobal = true,
        };
        context.Say("filling the journal, then killing the process");
        var step = more / (context.Runs + 2);
        context.Children.RunUntilKilled(
            Jobs.Pipeline, arguments with { StopAfter = KeyFile.RecordsOf(actors) + step, IsKilled = true });

        var (crashes, stops) = (new List<PipelineResult>(), new List<PipelineResult>());
        crashes.Add(Restart(context, arguments with { StopAfter = step / 2 }, actors));
        for (var run = 1; run <= context.Runs; run++)
        {
            context.Say($"restart {run} of {context.Runs} after a stop in order");
            stops.Add(Restart(context, arguments with { StopAfter = step / 2 }, actors));
        }

        return ReportOf(actors, crashes, stops);
    }

    /// <summary>Enough that what a kill loses, the last commits, is not of the first records of any actor.</summary>
    private static long MoreRecords(BenchContext context) => Math.Max(5_000_000, context.Scale(RecordCount));

    private static PipelineResult Restart(BenchContext context, PipelineArguments arguments, long actors)
    {
        var result = context.Children.Run(
            Jobs.Pipeline, arguments with { StartedAt = Stopwatch.GetTimestamp() }).Value;
        return result.RecoveredKeys == actors
            ? result
            : throw new BenchException($"{result.RecoveredKeys} of {actors} actors were recovered: a bug");
    }

    private Report ReportOf(long actors, List<PipelineResult> crashes, List<PipelineResult> stops)
    {
        double Start(List<PipelineResult> of) => Statistics.Median(of.Select(r => r.FirstRecordAfterStartMs));
        double Open(List<PipelineResult> of) => Statistics.Median(of.Select(r => r.FirstRecordAfterOpenMs));
        double Cpu(List<PipelineResult> of) => Statistics.Median(of.Select(r => r.FirstRecordCpuMs));
        return new Report(Name, $"{actors:N0} actors; time to the first newly applied record")
        {
            Figures =
            {
                new("after_kill_ms", "after a kill, from the start of the process", Start(crashes), Unit.Milliseconds,
                    Target.AtMost(MsTarget)),
                new("after_kill_from_open_ms", "  from opening the journal", Open(crashes), Unit.Milliseconds),
                new("after_kill_cpu_ms", "  CPU time until then", Cpu(crashes), Unit.Milliseconds),
                new("after_stop_ms", "after a stop in order, from the start of the process", Start(stops),
                    Unit.Milliseconds, Target.AtMost(MsTarget)),
                new("after_stop_from_open_ms", "  from opening the journal", Open(stops), Unit.Milliseconds),
                new("after_stop_cpu_ms", "  CPU time until then", Cpu(stops), Unit.Milliseconds),
            },
            Notes =
            {
                $"One restart after a kill, then the median of {stops.Count} after stops in order. Opening includes "
                + "the check of the database, the directory of all actors, and the replay of the events that no "
                + "snapshot covers, at most 64 MiB (engine option TailBytes).",
            },
        };
    }
}
