using ActorPipeline.Plan;
using ActorPipeline.Sources;
using ActorPipeline.TestKit.InMemory;

namespace RecordPath.Tests.Faults;

/// <summary>A world in which batches are appended again, whole or in part.</summary>
internal sealed class StutteringWorld(PipelinePlan plan, int seed, IReadOnlyList<string[]> lines)
    : FaultyWorld(plan, seed, lines)
{
    protected override ISource OpenSource(IReadOnlyList<MemoryInput> inputs, Random random) =>
        new StutteringSource(inputs, random);
}
