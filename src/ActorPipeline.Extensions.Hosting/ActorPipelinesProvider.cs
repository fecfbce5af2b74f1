using Akka.Actor;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>Makes <see cref="ActorPipelines"/> of what was said when the system was configured.</summary>
internal sealed class ActorPipelinesProvider : ExtensionIdProvider<ActorPipelines>
{
    public override ActorPipelines CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<PipelinesSetup>();
        return new ActorPipelines(system, setup.HasValue ? setup.Value.Pipelines : []);
    }
}
