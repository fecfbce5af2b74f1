using ActorPipeline.Routing;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;
using Akka.Actor;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>
/// The links to the shards of one process: all share a batch by reference, and the last one that has applied its rows
/// gives it back.
/// </summary>
internal sealed class ShardLinks(IReadOnlyList<IActorRef> shards) : IShardLog
{
    public void Append(RoutedBatch batch)
    {
        batch.AddReaders(shards.Count);
        Tell(new Slice(batch));
    }

    public void Append(Punctuation news) => Tell(new News(news));

    private void Tell(object message)
    {
        foreach (var shard in shards)
        {
            shard.Tell(message, ActorRefs.NoSender);
        }
    }
}
