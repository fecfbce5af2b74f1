using Akka.Actor.Setup;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>The pipelines of an actor system, known before there is one.</summary>
internal sealed class PipelinesSetup : Setup
{
    public List<PipelineRegistration> Pipelines { get; } = [];
}
