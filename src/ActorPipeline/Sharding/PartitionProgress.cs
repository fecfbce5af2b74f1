namespace ActorPipeline.Sharding;

/// <summary>What a shard has applied of one source partition.</summary>
internal struct PartitionProgress
{
    /// <summary>First position that is not applied.</summary>
    public long Position { get; set; }

    /// <summary>The partition's watermark there, microseconds.</summary>
    public long WatermarkUs { get; set; }

    /// <summary>Whether the partition is idle, or ended: then it holds the others back no more.</summary>
    public bool IsIdle { get; set; }

    /// <summary>The reader's run that the position comes from; an older run's batches are not applied.</summary>
    public long IngestEpoch { get; set; }
}
