using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorPipeline.Runtime.Results;

/// <summary>Results as they come from a <see cref="ResultHub"/>, one for each pull.</summary>
internal sealed class ResultSource(IActorRef hub) : GraphStage<SourceShape<CommittedResult>>
{
    private readonly Outlet<CommittedResult> _out = new("results");

    public override SourceShape<CommittedResult> Shape => new(_out);

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, hub);

    private sealed class Logic : GraphStageLogic
    {
        private readonly Outlet<CommittedResult> _out;
        private readonly IActorRef _hub;

        public Logic(ResultSource stage, IActorRef hub)
            : base(stage.Shape)
        {
            (_out, _hub) = (stage._out, hub);
            SetHandler(_out, onPull: () => _hub.Tell(ResultHub.Want.Instance, StageActor.Ref));
        }

        public override void PreStart()
        {
            GetStageActor(OnMessage).Watch(_hub);
            _hub.Tell(ResultHub.Attach.Instance, StageActor.Ref);
        }

        private void OnMessage((IActorRef Sender, object Message) told)
        {
            switch (told.Message)
            {
                case CommittedResult result:
                    Push(_out, result);
                    break;
                case Terminated:
                    CompleteStage();
                    break;
            }
        }
    }
}
