namespace ActorPipeline.Actors;

/// <summary>What a shard knows of a page, resident or not.</summary>
internal struct PageSlot
{
    /// <summary>Marks a page whose state is in its snapshot.</summary>
    public const long Clean = long.MaxValue;

    /// <summary>The page's keys; null while passivated.</summary>
    public ActorPage? Keys;

    /// <summary>The first commit whose events the snapshot lacks, or <see cref="Clean"/>.</summary>
    public long DirtySince;

    /// <summary>The commit that the snapshot covers; 0 when there is none.</summary>
    public long SnapshotSequence;

    /// <summary>When something in a passivated page closes.</summary>
    public long DueUs;

    /// <summary>When something in a passivated page is due by the time of the node.</summary>
    public long AlarmUs;

    /// <summary>The last commit that touched the page.</summary>
    public long LastUsed;
}
