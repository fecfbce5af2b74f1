using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>An entry of a shard log: either is set.</summary>
/// <param name="Batch">Records.</param>
/// <param name="News">News of time.</param>
public readonly record struct ShardLogEntry(RoutedBatch? Batch, Punctuation? News);
