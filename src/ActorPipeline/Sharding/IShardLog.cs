using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// The partitioned log between routing and owning: the one seam where distribution enters. Entries of one source
/// partition reach every shard in the order in which they were appended; an entry may be appended again, shards drop
/// what they have applied. Bounded: the pool of batches is what runs out, and that stops the source.
/// </summary>
public interface IShardLog
{
    /// <summary>Appends a batch for all shards. The log owns it until the last shard has released it.</summary>
    void Append(RoutedBatch batch);

    /// <summary>Appends news of time for all shards.</summary>
    void Append(Punctuation news);
}
