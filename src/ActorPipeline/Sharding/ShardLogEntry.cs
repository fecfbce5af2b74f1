using ActorPipeline.Actors;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>What a loop applies to its shards: one of them is set.</summary>
/// <param name="Batch">Records.</param>
/// <param name="News">News of time.</param>
/// <param name="Requests">Messages to actors from inside the process.</param>
public readonly record struct ShardLogEntry(
    RoutedBatch? Batch, Punctuation? News, IReadOnlyList<ActorRequest>? Requests = null);
