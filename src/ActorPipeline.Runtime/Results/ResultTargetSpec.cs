using ActorPipeline.Plan;
using ActorPipeline.Sinks;
using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>An actor that results go to; made by <see cref="ResultTarget.Actor"/>.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="LongestSilence">How long it may answer nothing before results are sent again.</param>
public sealed record ResultTargetSpec(IActorRef Actor, TimeSpan LongestSilence) : SinkSpec
{
    /// <inheritdoc />
    public override string ToString() => $"actor {Actor.Path}";

    /// <summary>The sink of a pipeline.</summary>
    /// <param name="plan">The pipeline.</param>
    /// <param name="system">The actor system that hosts it; null where none does, and it can't be opened.</param>
    public ISink CreateSink(PipelinePlan plan, ActorSystem? system) => new ResultTargetSink(this, plan, system);
}
