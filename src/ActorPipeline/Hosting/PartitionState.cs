using ActorPipeline.Records;
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

    /// <summary>Whether this run has read anything of it.</summary>
    public bool HasNewData { get; set; }

    /// <summary>Whether a thread is reading it now.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether it holds the others back no more.</summary>
    public bool IsIdle { get; set; }

    /// <summary>When it last had data; timestamp of the clock.</summary>
    public long LastDataAt { get; set; }

    /// <summary>Not before this is it worth asking again; timestamp of the clock.</summary>
    public long NextPollAt { get; set; }

    /// <summary>Failed reads in a row.</summary>
    public int Failures { get; set; }
}
