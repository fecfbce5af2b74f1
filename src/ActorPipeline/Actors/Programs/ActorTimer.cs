namespace ActorPipeline.Actors;

/// <summary>A timer that is set.</summary>
/// <param name="Name">Its name, unique in its actor.</param>
/// <param name="Clock">What it goes by.</param>
/// <param name="DueUs">When it is due by that, microseconds.</param>
/// <param name="Attempts">How often its message has been tried.</param>
/// <param name="Retries">How often its message is tried again.</param>
/// <param name="Message">The message that it delivers, as bytes; null for a plain timer.</param>
internal sealed record ActorTimer(
    string Name, TimerClock Clock, long DueUs, int Attempts, int Retries, byte[]? Message);
