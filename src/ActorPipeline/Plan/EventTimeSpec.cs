namespace ActorPipeline.Plan;

/// <summary>Event time and what follows from it.</summary>
/// <param name="Column">Index of the timestamp column in the batch.</param>
/// <param name="OutOfOrderUs">How far behind the newest record of its partition a record may be, microseconds.</param>
/// <param name="AllowedLatenessUs">How much longer windows wait for late records, microseconds.</param>
/// <param name="IdleTimeout">A partition without data for this long holds the others back no more.</param>
/// <param name="MaxDriftUs">How far in event time one partition may be read ahead of the slowest, microseconds.</param>
public sealed record EventTimeSpec(
    int Column, long OutOfOrderUs, long AllowedLatenessUs, TimeSpan IdleTimeout, long MaxDriftUs);
