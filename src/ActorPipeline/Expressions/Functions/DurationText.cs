using System.Globalization;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Durations as text: a whole number and a unit, such as <c>15m</c>.</summary>
internal static class DurationText
{
    /// <summary>Units from the longest, in microseconds.</summary>
    private static readonly (string Name, long Microseconds)[] _units =
    [
        ("d", Iso8601.MicrosecondsPerDay),
        ("h", 3600 * Iso8601.MicrosecondsPerSecond),
        ("m", 60 * Iso8601.MicrosecondsPerSecond),
        ("s", Iso8601.MicrosecondsPerSecond),
        ("ms", 1000),
        ("us", 1),
    ];

    public static bool TryParse(string text, out long microseconds)
    {
        microseconds = 0;
        var digits = text.AsSpan().TrimEnd("dhmsu");
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        foreach (var (name, unit) in _units)
        {
            if (text.AsSpan(digits.Length).SequenceEqual(name))
            {
                microseconds = unchecked(count * unit);
                return count <= long.MaxValue / unit;
            }
        }

        return false;
    }

    public static string Format(long microseconds)
    {
        foreach (var (name, unit) in _units)
        {
            if (microseconds % unit == 0)
            {
                return (microseconds / unit).ToString(CultureInfo.InvariantCulture) + name;
            }
        }

        return microseconds + "us";
    }
}
