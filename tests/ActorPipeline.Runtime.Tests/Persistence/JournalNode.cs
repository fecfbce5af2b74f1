using ActorPipeline.Runtime.Persistence;
using Akka.Actor;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>A node's journal of one pipeline, with what can go wrong between it and what it stands on.</summary>
internal sealed record JournalNode(ActorSystem System, IActorRef Journal, IJournalFaults Faults)
{
    public JournalClient Shard(int shard) => new(System, Journal, shard);

    public JournalClient Claimed(int shard)
    {
        var client = Shard(shard);
        client.Claim();
        return client;
    }
}
