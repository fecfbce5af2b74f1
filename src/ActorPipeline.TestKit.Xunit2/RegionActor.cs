using ActorPipeline.Runtime.Regions;
using Akka.Actor;
using Akka.TestKit;

namespace ActorPipeline.TestKit.Xunit2;

/// <summary>
/// A pipeline's region in the system of a test. It runs on the thread of whoever tells it something, so that all is
/// done when <c>Tell</c> returns.
/// </summary>
internal sealed class RegionActor(PipelineRun run) : UntypedActor
{
    public static Props Props(PipelineRun run) =>
        Akka.Actor.Props.Create<RegionActor>(run).WithDispatcher(CallingThreadDispatcher.Id);

    protected override void OnReceive(object message)
    {
        if (message is not ActorEnvelope envelope)
        {
            Unhandled(message);
            return;
        }

        var (sender, self, lost) = (Sender, Self, Context.System.DeadLetters);
        run.Tell(new Told(envelope, sender, self, () => lost.Tell(new Akka.Event.DeadLetter(envelope, sender, self))));
    }
}
