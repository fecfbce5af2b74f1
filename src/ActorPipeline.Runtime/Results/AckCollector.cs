using Akka.Actor;

namespace ActorPipeline.Runtime.Results;

/// <summary>Gets the answers to results for a sink that waits for them.</summary>
internal sealed class AckCollector(UnansweredResults unanswered) : UntypedActor
{
    public static Props Props(UnansweredResults unanswered) => Akka.Actor.Props.Create<AckCollector>(unanswered);

    protected override void OnReceive(object message)
    {
        if (message is ResultAck ack)
        {
            unanswered.Remove(ack.Id);
        }
        else
        {
            Unhandled(message);
        }
    }
}
