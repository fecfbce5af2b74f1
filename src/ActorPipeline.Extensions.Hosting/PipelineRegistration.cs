using ActorPipeline.Plan;
using Akka.Actor;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>A pipeline that an actor system is to host.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Plan">Makes its plan when the system is there.</param>
/// <param name="Options">How it is hosted.</param>
internal sealed record PipelineRegistration(
    string Name, Func<ActorSystem, PipelinePlan> Plan, ActorPipelineOptions Options);
