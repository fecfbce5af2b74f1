using System.Globalization;

namespace ActorPipeline.Notation;

/// <summary>Durations as text: a whole number and a unit, such as <c>15m</c>.</summary>
internal static class DurationText
{
    // From the longest.
    private static readonly (long Us, string Name)[] Units =
    [
        (CivilTime.Day, "d"), (CivilTime.Hour, "h"), (CivilTime.Minute, "m"), (CivilTime.Second, "s"), (1000, "ms"),
        (1, "us"),
    ];

    /// <summary>Microseconds in the largest unit that holds them whole: <c>5m</c>, <c>90s</c>, <c>0s</c>.</summary>
    public static string Of(long microseconds)
    {
        if (microseconds == 0)
        {
            return "0s";
        }

        foreach (var (us, name) in Units)
        {
            if (microseconds % us == 0)
            {
                return (microseconds / us).ToString(CultureInfo.InvariantCulture) + name;
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>The same of a span; what is less than a microsecond is cut.</summary>
    public static string Of(TimeSpan span) => Of(span.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>
    /// Reads what <see cref="Of(long)"/> writes; false for anything else, and for more than there can be.
    /// </summary>
    public static bool TryParse(string text, out long microseconds)
    {
        ArgumentNullException.ThrowIfNull(text);
        microseconds = 0;
        var digits = text.AsSpan().TrimEnd("dhmsu");
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        foreach (var (us, name) in Units)
        {
            if (text.AsSpan(digits.Length).SequenceEqual(name))
            {
                microseconds = unchecked(count * us);
                return count <= long.MaxValue / us;
            }
        }

        return false;
    }
}
