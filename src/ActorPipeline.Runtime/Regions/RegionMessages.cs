using ActorPipeline.Plan;

namespace ActorPipeline.Runtime.Regions;

/// <summary>To a region: the pipeline's shards are there.</summary>
/// <param name="Plan">The pipeline.</param>
/// <param name="Gates">The way in to each shard.</param>
internal sealed record RegionOpened(PipelinePlan Plan, IReadOnlyList<RequestGate> Gates);

/// <summary>To a region: nobody handles a message any more.</summary>
/// <param name="Cause">What senders are told.</param>
internal sealed record RegionClosed(Exception Cause);
