using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// News of time that comes without records, for every shard: a partition became idle, or the input has ended.
/// </summary>
/// <param name="Partition">The partition.</param>
/// <param name="WatermarkUs">Its watermark.</param>
/// <param name="IsIdle">Whether it holds the others back no more.</param>
/// <param name="IsEndOfInput">Whether all partitions have ended, and the watermark closes all windows.</param>
public sealed record Punctuation(PartitionId Partition, long WatermarkUs, bool IsIdle, bool IsEndOfInput);
