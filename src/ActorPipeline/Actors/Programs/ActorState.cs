namespace ActorPipeline.Actors;

/// <summary>The state of an actor written in C#, in words.</summary>
/// <param name="Version">Number of its events so far.</param>
/// <param name="Content">Its state: JSON where it is journaled so, else as its class writes it.</param>
/// <param name="Timers">What comes due: names and times, microseconds since 1970.</param>
/// <param name="Stashed">Messages that it has put aside.</param>
/// <param name="StoppedBecause">Why it was stopped; null where it was not.</param>
internal sealed record ActorState(
    long Version,
    string Content,
    IReadOnlyList<(string Name, long DueUs)> Timers,
    int Stashed,
    string? StoppedBecause);
