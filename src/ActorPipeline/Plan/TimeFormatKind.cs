namespace ActorPipeline.Plan;

/// <summary>Ways to write a point in time.</summary>
public enum TimeFormatKind
{
    /// <summary>
    /// ISO 8601 / RFC 3339 text: <c>2015-05-17T10:05:03.123456Z</c>, with an offset or Z; a missing one is UTC.
    /// </summary>
    Iso8601,

    /// <summary>Seconds since 1970, a number that may have a fraction.</summary>
    EpochSeconds,

    /// <summary>Milliseconds since 1970.</summary>
    EpochMillis,

    /// <summary>Microseconds since 1970.</summary>
    EpochMicros,

    /// <summary>Nanoseconds since 1970; truncated to microseconds.</summary>
    EpochNanos,

    /// <summary>The common log format's <c>dd/MMM/yyyy:HH:mm:ss Z</c>: <c>17/May/2015:10:05:03 +0000</c>.</summary>
    CommonLog,

    /// <summary>A custom pattern.</summary>
    Custom,
}
