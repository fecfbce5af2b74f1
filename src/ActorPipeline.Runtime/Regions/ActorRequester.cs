using ActorPipeline.Actors;
using Akka;
using Akka.Actor;

namespace ActorPipeline.Runtime.Regions;

/// <summary>An actor that is told what became of its envelope.</summary>
/// <param name="sender">The actor.</param>
/// <param name="region">From whom the answer is.</param>
internal sealed class ActorRequester(IActorRef sender, IActorRef region) : IRequester
{
    public void OnHandled(object? reply) => sender.Tell(reply ?? Done.Instance, region);

    public void OnFailed(Exception cause) => sender.Tell(new Status.Failure(cause), region);
}
