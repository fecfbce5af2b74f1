using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sources;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>How far ingest has come with a partition.</summary>
internal sealed class PartitionState(PartitionId id, ISourcePartition source)
{
    public PartitionId Id { get; } = id;

    public ISourcePartition Source { get; } = source;

    /// <summary>Where this run began to read.</summary>
    public long Position { get; set; }

    public long WatermarkUs { get; set; }

    /// <summary>The position up to which the shards were given it.</summary>
    public long AppendedTo { get; set; }

    /// <summary>Whether this run has read any record of it that went on to a shard.</summary>
    public bool HasNewData { get; set; }

    /// <summary>Whether some shard has committed that the input ended where this run began to read.</summary>
    public bool WasEnded { get; set; }

    /// <summary>Its watermark, where what is read of it now may be judged by that: not while it comes back.</summary>
    public long? WatermarkNow => IsIdle || Resuming != ResumeRound.None ? null : WatermarkUs;

    /// <summary>Whether its reader waits for its turn.</summary>
    public bool IsWanting { get; set; }

    /// <summary>Whether it is being read now, or what was read is on its way to the shards.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>When it was last given to its reader; timestamp of the clock.</summary>
    public long ClaimedAt { get; set; }

    /// <summary>How far its last batch moved its watermark.</summary>
    public long BatchUs { get; set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether the shards were told that it has come to its end.</summary>
    public bool IsEndSaid { get; set; }

    /// <summary>Whether it holds the others back no more.</summary>
    public bool IsIdle { get; set; }

    /// <summary>How far it has come with coming back from being idle.</summary>
    public ResumeRound Resuming { get; set; }

    /// <summary>Whether it was asked in vain since any partition had data.</summary>
    public bool IsPassed { get; set; }

    /// <summary>When it last had data; timestamp of the clock.</summary>
    public long LastDataAt { get; set; }

    /// <summary>Not before this is it worth asking again; timestamp of the clock.</summary>
    public long NextPollAt { get; set; }

    /// <summary>Failed reads in a row.</summary>
    public int Failures { get; set; }
}
