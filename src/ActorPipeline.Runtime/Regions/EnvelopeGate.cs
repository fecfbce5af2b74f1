using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Runtime.Regions;

/// <summary>The way of an envelope to the shard of its key.</summary>
internal static class EnvelopeGate
{
    /// <summary>
    /// Sends an envelope; what is wrong with it is told to whoever sent it, and is nobody else's trouble.
    /// </summary>
    public static void Send(
        ActorEnvelope envelope, PipelinePlan plan, IReadOnlyList<RequestGate> gates, IRequester requester)
    {
        try
        {
            if (envelope.Key is null)
            {
                throw new ArgumentException("an envelope needs a key");
            }

            var key = KeyCodec.ParseJoined(plan.Key, envelope.Key);
            var hash = KeyHash.Compute(key);
            var request = envelope.Message is { } message && plan.Actor is IProgramFactory actor
                ? actor.CreateRequest(hash, key, message, envelope.ExpectedVersion, requester)
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
