using System.Globalization;

namespace ActorPipeline.Node.Screens;

/// <summary>Times for people.</summary>
internal static class TimeText
{
    private const long FirstUs = -62_135_596_800_000_000;
    private const long LastUs = 253_402_300_799_999_999;

    /// <summary>A duration: <c>0.4 s</c>, <c>12 s</c>, <c>3:05</c>, <c>1:02:03</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 1 } => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => $"{(long)time.TotalHours}{time.ToString(@"\:mm\:ss", CultureInfo.InvariantCulture)}",
    };

    /// <summary>A point in event time, UTC: <c>2015-05-17 10:05:03Z</c>.</summary>
    public static string Instant(long microseconds) => Format(microseconds, "yyyy-MM-dd HH:mm:ss'Z'");

    /// <summary>The same, to the microsecond where it has any.</summary>
    public static string Precise(long microseconds) => Format(microseconds, "yyyy-MM-dd HH:mm:ss.FFFFFF'Z'");

    private static string Format(long microseconds, string format) => microseconds is < FirstUs or > LastUs
        ? "-"
        : DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            .ToString(format, CultureInfo.InvariantCulture);
}
