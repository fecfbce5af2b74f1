using ActorPipeline.Actors;
using Akka.Actor;

namespace ActorPipeline.Runtime.Regions;

/// <summary>
/// A pipeline's actors as one <see cref="IActorRef"/>: hands each <see cref="ActorEnvelope"/> to the shard of its
/// key. It outlives the pipeline's run: before it, envelopes wait, up to a number; after it, their senders are told
/// why not.
/// </summary>
internal sealed class RegionActor : UntypedActor
{
    /// <summary>Envelopes that wait for a pipeline that is being opened.</summary>
    public const int MostEarly = 1_024;

    private readonly Queue<(ActorEnvelope Envelope, IActorRef Sender)> _early = new();
    private RegionOpened? _open;

    public static Props Props { get; } = Akka.Actor.Props.Create<RegionActor>();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ActorEnvelope envelope when _early.Count < MostEarly:
                _early.Enqueue((envelope, Sender));
                break;
            case ActorEnvelope:
                new ActorRequester(Sender, Self).OnFailed(new MailboxFullException(MostEarly));
                break;
            case RegionOpened opened:
                OnOpened(opened);
                break;
            case RegionClosed closed:
                OnClosed(closed);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Open(object message)
    {
        switch (message)
        {
            case ActorEnvelope envelope:
                Send(envelope, Sender);
                break;
            case RegionClosed closed:
                OnClosed(closed);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnOpened(RegionOpened opened)
    {
        _open = opened;
        Become(Open);
        while (_early.TryDequeue(out var early))
        {
            Send(early.Envelope, early.Sender);
        }
    }

    private void OnClosed(RegionClosed closed)
    {
        Become(message =>
        {
            if (message is ActorEnvelope)
            {
                new ActorRequester(Sender, Self).OnFailed(closed.Cause);
            }
        });
        while (_early.TryDequeue(out var early))
        {
            new ActorRequester(early.Sender, Self).OnFailed(closed.Cause);
        }
    }

    private void Send(ActorEnvelope envelope, IActorRef sender) =>
        EnvelopeGate.Send(envelope, _open!.Plan, _open.Gates, new ActorRequester(sender, Self));
}
