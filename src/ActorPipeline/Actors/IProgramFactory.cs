using ActorPipeline.Plan;

namespace ActorPipeline.Actors;

/// <summary>Makes what a shard runs.</summary>
internal interface IProgramFactory
{
    /// <summary>A program without state.</summary>
    IShardProgram Create(PipelinePlan plan, StateHistory history);
}
