using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>Makes an actor system's <see cref="ResultStreams"/>.</summary>
internal sealed class ResultStreamsProvider : ExtensionIdProvider<ResultStreams>
{
    /// <inheritdoc />
    public override ResultStreams CreateExtension(ExtendedActorSystem system) => new(system);
}
