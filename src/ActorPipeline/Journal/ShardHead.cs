namespace ActorPipeline.Journal;

/// <summary>The committed head of a shard.</summary>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Sequence">The last commit; 0 before the first.</param>
/// <param name="State">What the last commit said of positions, watermarks and counters.</param>
public sealed record ShardHead(long Epoch, long Sequence, ReadOnlyMemory<byte> State);
