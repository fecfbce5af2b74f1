namespace ActorPipeline.Actors;

/// <summary>A timer that is to be set, or removed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Clock">What it goes by; none for one that is removed.</param>
/// <param name="Us">By event time when, by the node's time after how long; microseconds.</param>
/// <param name="Retries">How often its message is tried again.</param>
/// <param name="Message">The message that it delivers, written; null for none.</param>
internal readonly record struct TimerChange(string Name, TimerClock Clock, long Us, int Retries, byte[]? Message);
