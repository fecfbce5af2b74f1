using System.Diagnostics;
using System.Runtime;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sql;
using Benchmarks.Workload;

namespace Benchmarks.RecordPath;

/// <summary>
/// A pipeline as the product runs it: files, SQLite journal with its syncs, results to a file. Fails unless every
/// record was applied.
/// </summary>
internal static class PipelineJob
{
    public static PipelineResult Run(PipelineArguments arguments)
    {
        var openedAt = Stopwatch.GetTimestamp();
        var data = Directory.CreateDirectory(Path.Combine(arguments.Directory, "data")).FullName;
        using var journal = new PageCountingJournal(SqliteJournal.Open(data));
        using var host = PipelineHost.Open(PlanOf(arguments), Services(journal));
        var before = host.Status;
        using var drain = new CancellationTokenSource();
        var watch = new RunWatch(host, arguments, drain);
        watch.Start();
        var outcome = host.Run(drain.Token, default);
        var end = watch.End();

        var status = host.Status;
        var applied = status.Counters.Applied - before.Counters.Applied;
        var isComplete = outcome == RunOutcome.Completed && status.Counters.Applied == arguments.Records;
        var isStopped = outcome == RunOutcome.Stopped && arguments.StopAfter > 0;
        if (!(isComplete || isStopped) || !status.Counters.IsBalanced)
        {
            throw new BenchException(
                $"the pipeline {outcome}: {status.Counters} of {arguments.Records} records; {host.Failure?.Message}");
        }

        return new PipelineResult
        {
            Applied = applied,
            Keys = status.Keys,
            WallSeconds = Stopwatch.GetElapsedTime(openedAt).TotalSeconds,
            SteadyBytesPerRecord = end.SteadyBytesPerRecord,
            EventBytes = status.Journal.Events,
            OutboxBytes = status.Journal.Outbox,
            SnapshotBytes = status.Journal.Snapshots,
            HeadBytes = status.Journal.Heads,
            Commits = status.Commits,
            CommitP50Ms = host.CommitLatencyMs(0.5),
            CommitP99Ms = host.CommitLatencyMs(0.99),
            PageLoads = journal.PageLoads,
            RecoveredKeys = before.Keys,
            CompilationSeconds = JitInfo.GetCompilationTime().TotalSeconds,
            CollectionPauseSeconds = GC.GetTotalPauseDuration().TotalSeconds,
            FirstRecordCpuMs = end.FirstAppliedCpuMs,
            FirstRecordAfterOpenMs = Stopwatch.GetElapsedTime(openedAt, end.FirstAppliedAt).TotalMilliseconds,
            FirstRecordAfterStartMs =
                Stopwatch.GetElapsedTime(arguments.StartedAt, end.FirstAppliedAt).TotalMilliseconds,
        };
    }

    private static PipelinePlan PlanOf(PipelineArguments arguments)
    {
        var defaults = new EngineOptions();
        if (arguments.IsActor)
        {
            return Plans.Counters(arguments.Directory, Plans.Files(arguments.Directory, arguments.Files));
        }

        var plan = Plans.Metrics(
            arguments.Directory,
            Plans.Files(arguments.Directory, arguments.Files),
            arguments.IsGlobal ? Plans.Global
                : arguments.HoppingSeconds > 0 ? Plans.Hopping(arguments.HoppingSeconds)
                : Plans.Tumbling,
            arguments.StateBytes == 0 ? defaults : defaults with { StateBytes = arguments.StateBytes });
        return arguments.Aggregates == 0 ? plan : plan with { Aggregates = Plans.Aggregates(arguments.Aggregates) };
    }

    private static PipelineServices Services(PageCountingJournal journal) => new()
    {
        Journal = journal,
        CreateSink = p => new FileSink(((SinkSpec.File)p.Sink).Path, new NdjsonFormat(p.ResultColumns)),
        CreateDeadLetterSink = (p, names) => new FileSink(p.DeadLetterPath, new DeadLetterFormat(i => names[i])),
    };
}
