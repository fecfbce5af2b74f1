using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;
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
    private IProgramFactory? _factory;

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
        (_open, _factory) = (opened, opened.Plan.Actor as IProgramFactory);
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

    private void Send(ActorEnvelope envelope, IActorRef sender)
    {
        var requester = new ActorRequester(sender, Self);
        try
        {
            var (plan, gates) = (_open!.Plan, _open.Gates);
            if (envelope.Key is null)
            {
                throw new ArgumentException("an envelope needs a key");
            }

            var key = KeyCodec.ParseJoined(plan.Key, envelope.Key);
            var hash = KeyHash.Compute(key);
            var request = envelope.Message is { } message
                ? _factory?.CreateRequest(hash, key, message, envelope.ExpectedVersion, requester)
                : null;
            if (request is null)
            {
                throw Refused(plan, envelope);
            }

            var gate = gates[KeyHash.ShardOf(hash, plan.ShardCount)];
            if (!gate.TryWrite(request))
            {
                requester.OnFailed(new MailboxFullException(gate.Capacity));
            }
        }
        catch (Exception refused) when (refused is FormatException or ArgumentException or RegionClosedException)
        {
            // The sender's mistake, or its bad luck: the region goes on.
            requester.OnFailed(refused);
        }
    }

    private static ArgumentException Refused(PipelinePlan plan, ActorEnvelope envelope) => plan.Actor is { } actor
        ? new ArgumentException(
            $"actor {actor.Name} of pipeline '{plan.Name}' is told {actor.MessageType.Name}, not "
            + (envelope.Message?.GetType().Name ?? "null"))
        : new ArgumentException($"pipeline '{plan.Name}' has no actor to tell anything");
}
