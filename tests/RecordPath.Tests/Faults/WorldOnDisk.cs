using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sinks;
using RecordPath.Tests.Crash;

namespace RecordPath.Tests.Faults;

/// <summary>A world whose targets are files or a database. A crash leaves in them what was written.</summary>
internal sealed class WorldOnDisk(PipelinePlan plan, int seed, IReadOnlyList<string[]> lines)
    : FaultyWorld(plan, seed, lines)
{
    private readonly PipelinePlan _plan = plan;

    protected override Outputs Read(IJournal journal) => Outputs.Read(_plan, journal);

    protected override ISink CreateSink() => Pipelines.CreateSink(_plan);

    protected override ISink CreateDeadLetterSink(IReadOnlyList<string> names) =>
        Pipelines.CreateDeadLetterSink(_plan, names);
}
