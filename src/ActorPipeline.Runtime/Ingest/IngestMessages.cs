using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sources;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>A reader would read its partition now; answered by <see cref="Granted"/> when it is its turn.</summary>
internal sealed record Want(PartitionId Partition);

/// <summary>To a reader: it is its turn.</summary>
/// <param name="Batch">What to read into; the reader's until it sends <see cref="Returned"/> or it is appended.</param>
/// <param name="WatermarkUs">
/// The partition's watermark before it, microseconds; null while the partition is idle: the reader asks by
/// <see cref="Resume"/> once it has records.
/// </param>
internal sealed record Granted(RoutedBatch Batch, long? WatermarkUs);

/// <summary>A reader had its turn, and has no records.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Batch">The batch, unused.</param>
/// <param name="Result">Why: nothing now, or never again.</param>
/// <param name="Fault">What failed; null for nothing.</param>
internal sealed record Returned(
    PartitionId Partition, RoutedBatch Batch, ReadResult Result, SourceException? Fault = null);

/// <summary>A partition that was idle has records; answered by <see cref="Resumed"/> when they may be judged.</summary>
internal sealed record Resume(PartitionId Partition);

/// <summary>To a reader: the records that it holds may be judged by this watermark, microseconds.</summary>
internal sealed record Resumed(long WatermarkUs);

/// <summary>A batch has gone to all shards.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="To">The position behind it.</param>
/// <param name="WatermarkUs">The partition's watermark after it, microseconds.</param>
/// <param name="HasRecords">Whether any of its records went on to a shard.</param>
internal sealed record Appended(PartitionId Partition, long To, long WatermarkUs, bool HasRecords);

/// <summary>No shard reads a batch any more.</summary>
internal sealed record Freed(RoutedBatch Batch);

/// <summary>What a shard has committed of each partition.</summary>
internal sealed record Durable(ShardId Shard, PartitionProgress[] Partitions);

/// <summary>
/// Take no more: answered by <see cref="ReadingEnded"/> when what is being read has reached the shards.
/// </summary>
internal sealed record StopReading
{
    public static StopReading Instance { get; } = new();
}

/// <summary>To the pipeline: all partitions have been read to their ends, though the shards may not know yet.</summary>
internal sealed record InputRead
{
    public static InputRead Instance { get; } = new();
}

/// <summary>To the pipeline: the shards will get nothing more.</summary>
internal sealed record ReadingEnded
{
    public static ReadingEnded Instance { get; } = new();
}

/// <summary>To itself: a partition that had nothing may have something now.</summary>
internal sealed record Poll
{
    public static Poll Instance { get; } = new();
}
