using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Windows;

namespace ActorPipeline.Sharding;

/// <summary>Makes what the shards of a plan run.</summary>
internal static class Programs
{
    /// <summary>The program of a plan, without state: its actor, or windows.</summary>
    public static IShardProgram Create(PipelinePlan plan, StateHistory history) => plan.Actor is IProgramFactory factory
        ? factory.Create(plan, history)
        : new WindowProgram(plan, history);
}
