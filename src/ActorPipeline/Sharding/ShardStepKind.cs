namespace ActorPipeline.Sharding;

/// <summary>What a <see cref="ShardDriver"/> did, or why it did nothing.</summary>
internal enum ShardStepKind
{
    /// <summary>There is nothing to do until something new comes.</summary>
    Idle,

    /// <summary>A piece of work was done; there may be more.</summary>
    Worked,

    /// <summary>All rows of a batch are applied: the shard reads it no more.</summary>
    Applied,

    /// <summary>A commit was cut, and is to be journaled.</summary>
    Cut,

    /// <summary>The shard is to be rebuilt from the journal.</summary>
    Restart,

    /// <summary>Something failed; it is tried again after a while.</summary>
    Resting,
}
