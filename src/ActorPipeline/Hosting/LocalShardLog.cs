using ActorPipeline.Routing;
using ActorPipeline.Sharding;

namespace ActorPipeline.Hosting;

/// <summary>
/// The shard log of one process that owns all shards: a queue for each loop; every loop sees every entry.
/// </summary>
internal sealed class LocalShardLog(WorkQueue<ShardLogEntry>[] loops) : IShardLog
{
    public void Append(RoutedBatch batch)
    {
        batch.AddReaders(loops.Length);
        foreach (var loop in loops)
        {
            loop.Write(new ShardLogEntry(batch, null));
        }
    }

    public void Append(Punctuation news)
    {
        foreach (var loop in loops)
        {
            loop.Write(new ShardLogEntry(null, news));
        }
    }
}
