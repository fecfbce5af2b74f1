using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>What a shard is given by a source partition: one of them is set.</summary>
/// <param name="Batch">Records.</param>
/// <param name="News">News of time.</param>
internal readonly record struct ShardLogEntry(RoutedBatch? Batch, Punctuation? News);
