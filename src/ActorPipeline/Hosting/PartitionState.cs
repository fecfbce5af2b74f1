using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sources;

namespace ActorPipeline.Hosting;

/// <summary>How far ingest has come with a partition. Belongs to the <see cref="PartitionBoard"/>'s lock.</summary>
internal sealed class PartitionState(PartitionId id, ISourcePartition source)
{
    public PartitionId Id { get; } = id;

    public ISourcePartition Source { get; } = source;

    /// <summary>Where this run began to read.</summary>
    public long Position { get; set; }

    public long WatermarkUs { get; set; }

    /// <summary>The position up to which the log has it.</summary>
    public long AppendedTo { get; set; }

    /// <summary>The furthest watermark that a shard had when the run began.</summary>
    public long FurthestUs { get; set; } = Router.NoWatermarkUs;

    /// <summary>Whether this run has read any record of it that went on to a shard.</summary>
    public bool HasNewData { get; set; }

    /// <summary>Whether some shard has committed that the input ended where this run began to read.</summary>
    public bool WasEnded { get; set; }

    /// <summary>Whether a thread is reading it now.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether the log says that it has come to its end.</summary>
    public bool IsEndSaid { get; set; }

    /// <summary>Whether it holds the others back no more.</summary>
    public bool IsIdle { get; set; }

    /// <summary>Whether it was idle and its coming back is not yet committed by all shards.</summary>
    public bool IsResuming { get; set; }

    /// <summary>Whether it was asked in vain since any partition had data.</summary>
    public bool IsPassed { get; set; }

    /// <summary>When it last had data; timestamp of the clock.</summary>
    public long LastDataAt { get; set; }

    /// <summary>Not before this is it worth asking again; timestamp of the clock.</summary>
    public long NextPollAt { get; set; }

    /// <summary>Failed reads in a row.</summary>
    public int Failures { get; set; }
}
