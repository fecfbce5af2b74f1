using ActorPipeline.Actors;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>
/// What the actors of a pipeline are told to do. Only what leaves the results a function of the input goes together:
/// who rests after a failure, or is fed by several partitions, does things at times that nobody knows.
/// </summary>
internal sealed record Traits
{
    /// <summary>What is done about failures.</summary>
    public required Supervision Supervision { get; init; }

    /// <summary>Whether an actor's messages have one order, so that rows may tell it.</summary>
    public required bool IsOrdered { get; init; }

    /// <summary>Whether timers of event time have a place in that order.</summary>
    public required bool HasStrictTimers { get; init; }

    /// <summary>Whether there are timers of event time whose effect has no order.</summary>
    public required bool HasLooseTimers { get; init; }

    /// <summary>Whether there are timers and jobs of the node's time.</summary>
    public required bool HasJobs { get; init; }

    /// <summary>Whether actors put messages aside.</summary>
    public required bool HasStash { get; init; }

    /// <summary>Whether actors are forgotten.</summary>
    public required bool HasForget { get; init; }

    /// <summary>Whether the program fails at some records.</summary>
    public required bool HasBreaks { get; init; }

    /// <summary>Whether an actor is stopped when it fails.</summary>
    public bool IsStopping => Supervision == Supervision.Stop;

    /// <summary>Whether clients may ask the actors that records are for: these never end.</summary>
    public bool AreSharedWithClients => !HasForget && !IsStopping;

    public static Traits Draw(Random random, int partitions, bool hasTime, bool hasKeyPerPartition)
    {
        var isOrdered = partitions == 1 || hasKeyPerPartition;
        var supervision = random.Next(isOrdered ? 3 : 2) switch
        {
            0 => Supervision.Resume,
            1 => Supervision.Restart(
                TimeSpan.FromMilliseconds(random.Next(200)), TimeSpan.FromMilliseconds(random.Next(1, 1_000)),
                random.Next(1, 5)),
            _ => Supervision.Stop,
        };
        var isResting = supervision is Supervision.Restarted;
        var isStopping = supervision == Supervision.Stop;
        var hasForget = isOrdered && random.Next(3) == 0;
        var isEnding = hasForget || isStopping;
        return new Traits
        {
            Supervision = supervision,
            IsOrdered = isOrdered,
            HasStrictTimers = hasTime && partitions == 1 && !isResting,
            HasLooseTimers = hasTime && !isEnding,
            HasJobs = !isEnding,
            HasStash = isOrdered && !isResting && random.Next(2) == 0,
            HasForget = hasForget,
            HasBreaks = !isResting && random.Next(2) == 0,
        };
    }

    /// <summary>What may happen, the usual things more often.</summary>
    public Deed[] Deeds() =>
    [
        Deed.Nothing, Deed.Note, Deed.Note, Deed.Note, Deed.NoteThree, Deed.Passivate, Deed.Fail,
        .. If(HasStrictTimers, Deed.SetTimer, Deed.SetTimer, Deed.CancelTimer, Deed.SetBadTimer),
        .. If(HasLooseTimers, Deed.SetLooseTimer, Deed.SetBadTimer),
        .. If(HasJobs, Deed.Schedule, Deed.ScheduleFailure, Deed.SetNodeTimer),
        .. If(HasStash, Deed.Close, Deed.Open, Deed.Open),
        .. If(HasForget, Deed.Forget),
        .. If(HasBreaks, Deed.Break),
    ];

    public override string ToString() => string.Join(
        ", ",
        new[]
        {
            Supervision switch
            {
                Supervision.Restarted => "restarted", Supervision.Stopped => "stopped", _ => "resumed",
            },
            IsOrdered ? "in order" : "in no order",
            HasStrictTimers ? "timers" : "",
            HasLooseTimers ? "loose timers" : "",
            HasJobs ? "jobs" : "",
            HasStash ? "stash" : "",
            HasForget ? "forgotten" : "",
            HasBreaks ? "breaks" : "",
        }.Where(t => t.Length > 0));

    private static Deed[] If(bool condition, params Deed[] deeds) => condition ? deeds : [];
}
