using ActorPipeline.Records;

namespace ActorPipeline.Events;

/// <summary>
/// Somebody has read events that the journal does not have: it was restored from a backup, or replaced.
/// </summary>
public sealed class EventsAheadException(ShardId shard, ShardPosition asked, long sequence)
    : Exception(
        $"shard {shard} has commits up to {sequence} only, but what is before commit {asked.Commit} was read already: "
        + "the journal is older than its reader; restore both together, or start the reader anew")
{
    /// <summary>The shard.</summary>
    public ShardId Shard { get; } = shard;

    /// <summary>From where its events were asked for.</summary>
    public ShardPosition Asked { get; } = asked;

    /// <summary>Its last commit.</summary>
    public long Sequence { get; } = sequence;
}
