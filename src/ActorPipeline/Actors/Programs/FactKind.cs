namespace ActorPipeline.Actors;

/// <summary>What happened to an actor. The numbers are part of the journal's format: never renumber.</summary>
internal static class FactKind
{
    /// <summary>A timer was set: its name, clock, time, tries so far, retries, message.</summary>
    public const int TimerSet = 1;

    /// <summary>A timer is gone, because it was cancelled or came due: its name.</summary>
    public const int TimerGone = 2;

    /// <summary>A message was put aside, behind the others.</summary>
    public const int Stashed = 3;

    /// <summary>A message was put back, before the others.</summary>
    public const int PutBack = 4;

    /// <summary>The first message that was put aside was taken.</summary>
    public const int Unstashed = 5;

    /// <summary>The actor rests after a failure, until a time of the node; 0: it rests no more.</summary>
    public const int Resting = 6;

    /// <summary>The actor was stopped after a failure: why.</summary>
    public const int Stopped = 7;

    /// <summary>The actor was resumed.</summary>
    public const int Resumed = 8;

    /// <summary>The actor is as if nothing had happened to it.</summary>
    public const int Forgotten = 9;

    /// <summary>The first of the actor's own events; their numbers follow.</summary>
    public const int FirstEvent = 16;
}
