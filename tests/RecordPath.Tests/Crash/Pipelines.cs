using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sinks;
using ActorPipeline.Sinks.Formats;
using ActorPipeline.Sql.Sinks;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Crash;

/// <summary>Runs a pipeline on one thread under virtual time.</summary>
internal static class Pipelines
{
    /// <summary>The sink that a plan names.</summary>
    public static ISink CreateSink(PipelinePlan plan) => plan.Sink switch
    {
        SinkSpec.File { Format: FileSinkFormat.Csv } file => new FileSink(file.Path, new CsvFormat(plan.ResultColumns)),
        SinkSpec.File file => new FileSink(file.Path, new NdjsonFormat(plan.ResultColumns)),
        SinkSpec.Sqlite table => new SqliteSink(table.Database, table.Table, plan.Name, plan.ResultColumns),
        _ => throw new NotSupportedException($"{plan.Sink}"),
    };

    /// <summary>Names inputs without their directory, which differs from run to run.</summary>
    public static ISink CreateDeadLetterSink(PipelinePlan plan, IReadOnlyList<string> names) =>
        new FileSink(plan.DeadLetterPath, new DeadLetterFormat(i => Path.GetFileName(names[i])));

    /// <summary>Runs to the end; what a step throws comes out.</summary>
    public static void Run(PipelinePlan plan, IJournal journal, int seed)
    {
        var clock = new ManualClock();
        using var stepped = SteppedHost.Open(plan, new PipelineServices
        {
            Journal = journal,
            CreateSink = CreateSink,
            CreateDeadLetterSink = CreateDeadLetterSink,
            Time = clock,
        }, clock, new Random(seed), seed);
        stepped.RunToEnd();
    }

    /// <summary>What an uninterrupted run leaves.</summary>
    public static Outputs Uninterrupted(Workload workload, Func<string, SinkSpec?>? sink = null)
    {
        using var scratch = new Scratch();
        workload.WriteInput(scratch.Path);
        var plan = workload.Plan(scratch.Path, sink?.Invoke(scratch.Path));
        using var journal = new InMemoryJournal();
        Run(plan, journal, seed: 1);
        return Outputs.Read(plan, journal);
    }
}
