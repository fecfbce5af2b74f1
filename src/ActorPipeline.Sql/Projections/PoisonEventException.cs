using ActorPipeline.Records;

namespace ActorPipeline.Sql;

/// <summary>A projection's handler failed at an event. All events before it are projected; it and later ones are not.
/// </summary>
public sealed class PoisonEventException : Exception
{
    internal PoisonEventException(
        string projection, ShardId shard, long commit, int index, string what, Exception cause)
        : base(
            $"projection '{projection}' can't project {what} (shard {shard}, commit {commit}, event {index}): "
            + $"{cause.GetType().Name}: {cause.Message}; mend the handler and start it again, it goes on with that "
            + "event",
            cause) => (Projection, Shard, Commit, Index) = (projection, shard, commit, index);

    /// <summary>The projection.</summary>
    public string Projection { get; }

    /// <summary>The event's shard.</summary>
    public ShardId Shard { get; }

    /// <summary>The event's commit.</summary>
    public long Commit { get; }

    /// <summary>The event's number in its commit.</summary>
    public int Index { get; }
}
