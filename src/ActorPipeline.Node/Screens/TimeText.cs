using System.Globalization;
using ActorPipeline.Notation;

namespace ActorPipeline.Node.Screens;

/// <summary>Times for people.</summary>
internal static class TimeText
{
    /// <summary>A duration: <c>0.4 s</c>, <c>12 s</c>, <c>3:05</c>, <c>1:02:03</c>.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s",
        { TotalMinutes: < 1 } => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 1 } => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => $"{(long)time.TotalHours}{time.ToString(@"\:mm\:ss", CultureInfo.InvariantCulture)}",
    };

    /// <summary>A point in event time, UTC, to the second: <c>2015-05-17 10:05:03Z</c>.</summary>
    public static string Instant(long microseconds) =>
        Precise(microseconds.FloorDivide(CivilTime.Second) * CivilTime.Second);

    /// <summary>The same, with the fraction of a second where it has one.</summary>
    public static string Precise(long microseconds) =>
        Iso8601.HasText(microseconds) ? Iso8601.Format(microseconds).Replace('T', ' ') : "-";
}
