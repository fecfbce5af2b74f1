using Akka.Actor;

namespace ActorPipeline.Runtime.Shards;

/// <summary>Whom the shards of a run talk to, and how they are timed.</summary>
/// <param name="Ingest">Is told what is durable, and which batches are free again.</param>
/// <param name="Results">Takes committed results.</param>
/// <param name="DeadLetters">Takes committed dead letters.</param>
/// <param name="Time">The node's clock.</param>
/// <param name="CommitInterval">Longest time between commits while something happens.</param>
/// <param name="LookForIdleEvery">How often actors that may passivate are looked for; null for never.</param>
internal sealed record ShardSettings(
    IActorRef Ingest,
    IActorRef Results,
    IActorRef DeadLetters,
    TimeProvider Time,
    TimeSpan CommitInterval,
    TimeSpan? LookForIdleEvery)
{
    /// <summary>No timer of the node is longer than this: what is due later is looked at again then.</summary>
    public const long LongestAlarmUs = 3_600_000_000;

    /// <summary>
    /// No timer of the node is shorter than this: who wakes himself again and again lets others come by.
    /// </summary>
    public const long ShortestAlarmUs = 1_000;

    private static readonly TimeSpan _shortestLook = TimeSpan.FromMilliseconds(10);

    /// <summary>How often to look for actors that passivate after a time; null where they do not.</summary>
    public static TimeSpan? LookEvery(TimeSpan passivateAfter) => passivateAfter == TimeSpan.Zero ? null
        : passivateAfter / 16 < _shortestLook ? _shortestLook
        : passivateAfter / 16;

    /// <summary>The node's time, microseconds since 1970.</summary>
    public long NowUs() => (Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
