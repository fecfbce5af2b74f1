using System.Globalization;
using ActorPipeline.Notation;

namespace ActorPipeline.Hocon;

/// <summary>
/// The conversions of the sections "Automatic type conversions" and "Units format". The setting is the path that the
/// caller asked for, to be named in errors; null when it is not known.
/// </summary>
internal static class ValueReader
{
    private const int LongestShown = 60;

    public static HoconValue? Find(HoconObject root, IReadOnlyList<string> path)
    {
        HoconValue? value = root;
        foreach (var key in path)
        {
            if (value is not HoconObject parent || !parent.TryGetField(key, out value))
            {
                return null;
            }
        }

        return value;
    }

    public static HoconValue Require(HoconObject root, string setting)
    {
        var path = HoconPath.Parse(setting);
        HoconValue value = root;
        foreach (var key in path)
        {
            if (value is not HoconObject parent)
            {
                throw Wrong(value, setting, $"an object with the key '{key}'");
            }

            if (!parent.TryGetField(key, out var child))
            {
                var nearest = NearestName.Of(key, parent.Keys);
                throw new HoconException(parent.Origin, $"the setting '{setting}' is missing; "
                    + (nearest is null ? "add it" : $"there is '{nearest}', is that a misspelling?"));
            }

            value = child;
        }

        return value;
    }

    public static string ToText(HoconValue value, string? setting) =>
        value is HoconNull || value.ConcatenationText is not { } text
            ? throw Wrong(value, setting, "a string")
            : text;

    public static long ToInt64(HoconValue value, string? setting)
    {
        const string Expected = "a whole number between -9223372036854775808 and 9223372036854775807";
        var text = NumberText(value) ?? throw Wrong(value, setting, Expected);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        // Such as 1e6 or 5.0: the grammar of a fraction, the value of a whole number.
        return decimal.TryParse(text, Units.NumberStyle, CultureInfo.InvariantCulture, out var exact)
            && exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue
            ? (long)exact
            : throw Wrong(value, setting, Expected);
    }

    public static double ToDouble(HoconValue value, string? setting)
    {
        const string Expected = "a number";
        var text = NumberText(value) ?? throw Wrong(value, setting, Expected);
        return double.TryParse(text, Units.NumberStyle, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw Wrong(value, setting, Expected);
    }

    public static bool ToBoolean(HoconValue value, string? setting) => value switch
    {
        HoconBoolean boolean => boolean.Value,
        HoconString { Value: "true" or "yes" or "on" } => true,
        HoconString { Value: "false" or "no" or "off" } => false,
        _ => throw Wrong(value, setting, "true or false (or yes, no, on, off)"),
    };

    public static TimeSpan ToDuration(HoconValue value, string? setting)
    {
        var expected = "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)";
        if (NumberText(value) is { } text)
        {
            switch (Units.ParseDuration(text, out var duration))
            {
                case UnitsResult.Ok:
                    return duration;
                case UnitsResult.TooSmall:
                    expected = "a duration of 0 or at least 100ns";
                    break;
                case UnitsResult.OutOfRange:
                    expected = "a duration of at most 10675199 days";
                    break;
            }
        }

        throw Wrong(value, setting, expected);
    }

    public static long ToBytes(HoconValue value, string? setting)
    {
        var expected = "a size in bytes such as 512k, 64 MiB or 1GB";
        if (NumberText(value) is { } text)
        {
            switch (Units.ParseBytes(text, out var bytes))
            {
                case UnitsResult.Ok:
                    return bytes;
                case UnitsResult.Negative:
                    expected = "a size in bytes of at least 0";
                    break;
                case UnitsResult.TooSmall:
                    expected = "a whole number of bytes";
                    break;
                case UnitsResult.OutOfRange:
                    expected = "a size in bytes of at most 9223372036854775807";
                    break;
            }
        }

        throw Wrong(value, setting, expected);
    }

    public static HoconPeriod ToPeriod(HoconValue value, string? setting) =>
        NumberText(value) is { } text && Units.ParsePeriod(text, out var period) == UnitsResult.Ok
            ? period
            : throw Wrong(value, setting, "a period such as 3d, 2 weeks, 6 months or 1y (units: d, w, m or mo, y)");

    public static HoconArray ToArray(HoconValue value, string? setting) => value switch
    {
        HoconArray array => array,
        HoconObject indexed when TryIndexedArray(indexed, out var array) => array,
        _ => throw Wrong(value, setting, "a list"),
    };

    public static IReadOnlyList<string> ToStrings(HoconValue value, string? setting)
    {
        var array = ToArray(value, setting);
        var strings = new string[array.Count];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = ToText(array[i], setting is null ? null : $"{setting}[{i}]");
        }

        return strings;
    }

    public static HoconObject ToObject(HoconValue value, string? setting) =>
        value as HoconObject ?? throw Wrong(value, setting, "an object");

    /// <summary>The values of the keys that are whole numbers, in their order; false when there are none.</summary>
    public static bool TryIndexedArray(HoconObject indexed, out HoconArray array)
    {
        var items = new SortedDictionary<int, HoconValue>();
        foreach (var (key, value) in indexed.Fields)
        {
            if (int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                items[index] = value;
            }
        }

        array = new HoconArray(indexed.Position, [.. items.Values]);
        return items.Count > 0;
    }

    private static string? NumberText(HoconValue value) => value switch
    {
        HoconNumber number => number.Text,
        HoconString text => text.Value,
        _ => null,
    };

    private static HoconException Wrong(HoconValue value, string? setting, string expected)
    {
        var actual = value switch
        {
            HoconObject => "an object",
            HoconArray => "a list",
            HoconString { Value.Length: <= LongestShown } => $"the string {value}",
            HoconString => "a long string",
            HoconNumber { Text.Length: > LongestShown } => "a long number",
            _ => value.ToString(),
        };
        var name = setting is null ? "this value" : $"'{setting}'";
        return new HoconException(value.Origin, $"{name} must be {expected}, but is {actual}");
    }
}
