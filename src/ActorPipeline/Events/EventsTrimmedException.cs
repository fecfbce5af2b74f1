using ActorPipeline.Records;

namespace ActorPipeline.Events;

/// <summary>
/// Events that were asked for are not kept as history: they were removed, or written before it began.
/// </summary>
public sealed class EventsTrimmedException(ShardId shard, ShardPosition asked, long historyAfter, bool isRetained)
    : Exception(
        $"the history of shard {shard} begins after commit {historyAfter}, and events from commit {asked.Commit} on "
        + (isRetained
            ? "are asked for; start anew from Oldest"
            : "are asked for; events are not retained: turn on engine.retain-events, then start from Oldest"))
{
    /// <summary>The shard.</summary>
    public ShardId Shard { get; } = shard;

    /// <summary>From where its events were asked for.</summary>
    public ShardPosition Asked { get; } = asked;

    /// <summary>The commit that its history begins after.</summary>
    public long HistoryAfter { get; } = historyAfter;
}
