using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Events;

/// <summary>
/// An event of an actor, as it is in the journal. Shard, commit and index are its identity, for ever.
/// </summary>
/// <param name="Key">The actor's key: its text, or the parts of a key with several, joined by <c>|</c>.</param>
/// <param name="Version">The actor's version with this event: 1 for its first one.</param>
/// <param name="TimeUs">Event time, microseconds since 1970.</param>
/// <param name="Event">The event, as the actor's class knows it today.</param>
/// <param name="Type">What the journal calls it, and the version that it was written in.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Commit">The shard's commit that it is part of.</param>
/// <param name="Index">Its number among the events of that commit, from 0.</param>
/// <param name="Next">The place behind it: from where its shard is read on.</param>
public sealed record StoredEvent<TEvent>(
    string Key, long Version, long TimeUs, TEvent Event, EventName Type, ShardId Shard, long Commit, int Index,
    ShardPosition Next)
{
    /// <summary>Event time, see <see cref="TimeUs"/>.</summary>
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(TimeUs * TimeSpan.TicksPerMicrosecond);
}
