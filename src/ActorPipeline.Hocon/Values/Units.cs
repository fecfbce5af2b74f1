using System.Collections.Frozen;
using System.Globalization;

namespace ActorPipeline.Hocon;

/// <summary>
/// Numbers with units, by the sections "Units format", "Duration format", "Size in bytes format" and, for periods, by
/// lightbend/config. Spellings are case sensitive, and exactly those of the specification.
/// </summary>
internal static class Units
{
    /// <summary>A sign, digits, a fraction and an exponent; no whitespace, no thousands.</summary>
    public const NumberStyles NumberStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private const int DaysPerWeek = 7;

    private static readonly FrozenDictionary<string, decimal> TicksByDurationUnit = Table(
        (0.01m, "ns nano nanos nanosecond nanoseconds"),
        (TimeSpan.TicksPerMicrosecond, "us micro micros microsecond microseconds"),
        (TimeSpan.TicksPerMillisecond, "ms milli millis millisecond milliseconds"),
        (TimeSpan.TicksPerSecond, "s second seconds"),
        (TimeSpan.TicksPerMinute, "m minute minutes"),
        (TimeSpan.TicksPerHour, "h hour hours"),
        (TimeSpan.TicksPerDay, "d day days"));

    private static readonly FrozenDictionary<string, decimal> BytesBySizeUnit = Table(
        (1, "B b byte bytes"),
        (1e3m, "kB kilobyte kilobytes"),
        (1e6m, "MB megabyte megabytes"),
        (1e9m, "GB gigabyte gigabytes"),
        (1e12m, "TB terabyte terabytes"),
        (1e15m, "PB petabyte petabytes"),
        (1e18m, "EB exabyte exabytes"),
        (1e21m, "ZB zettabyte zettabytes"),
        (1e24m, "YB yottabyte yottabytes"),
        (1L << 10, "K k Ki KiB kibibyte kibibytes"),
        (1L << 20, "M m Mi MiB mebibyte mebibytes"),
        (1L << 30, "G g Gi GiB gibibyte gibibytes"),
        (1L << 40, "T t Ti TiB tebibyte tebibytes"),
        (1L << 50, "P p Pi PiB pebibyte pebibytes"),
        (1L << 60, "E e Ei EiB exbibyte exbibytes"),
        ((decimal)(1L << 60) * (1 << 10), "Z z Zi ZiB zebibyte zebibytes"),
        ((decimal)(1L << 60) * (1 << 20), "Y y Yi YiB yobibyte yobibytes"));

    private static readonly FrozenDictionary<string, HoconPeriod> PeriodByUnit = Table(
        (new HoconPeriod(0, 0, 1), "d day days"),
        (new HoconPeriod(0, 0, DaysPerWeek), "w week weeks"),
        (new HoconPeriod(0, 1, 0), "m mo month months"),
        (new HoconPeriod(1, 0, 0), "y year years"));

    /// <summary>Without a unit: milliseconds. Rounded to the nearest tick of 100 ns, but never to zero.</summary>
    public static UnitsResult ParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        var result = Scale(text, TicksByDurationUnit, "ms", out var ticks);
        if (result != UnitsResult.Ok)
        {
            return result;
        }

        var rounded = decimal.Round(ticks, MidpointRounding.AwayFromZero);
        duration = new TimeSpan((long)Math.Clamp(rounded, long.MinValue, long.MaxValue));
        return rounded == 0 && ticks != 0 ? UnitsResult.TooSmall : UnitsResult.Ok;
    }

    /// <summary>Without a unit: bytes. A fraction of a byte is dropped, unless nothing else is there.</summary>
    public static UnitsResult ParseBytes(string text, out long bytes)
    {
        bytes = 0;
        var result = Scale(text, BytesBySizeUnit, "B", out var exact);
        if (result != UnitsResult.Ok)
        {
            var isNegative = result == UnitsResult.OutOfRange && Trim(text).StartsWith("-");
            return isNegative ? UnitsResult.Negative : result;
        }

        if (exact < 0)
        {
            return UnitsResult.Negative;
        }

        bytes = (long)decimal.Truncate(exact);
        return bytes == 0 && exact != 0 ? UnitsResult.TooSmall : UnitsResult.Ok;
    }

    /// <summary>Without a unit: days. Whole numbers only.</summary>
    public static UnitsResult ParsePeriod(string text, out HoconPeriod period)
    {
        period = default;
        Split(text, out var number, out var unit);
        if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            || !PeriodByUnit.TryGetValue(unit.Length == 0 ? "d" : unit, out var one))
        {
            return UnitsResult.Malformed;
        }

        if (Math.Abs((long)count) * one.Days > int.MaxValue)
        {
            return UnitsResult.OutOfRange;
        }

        period = new HoconPeriod(count * one.Years, count * one.Months, count * one.Days);
        return UnitsResult.Ok;
    }

    private static UnitsResult Scale(
        string text, FrozenDictionary<string, decimal> units, string defaultUnit, out decimal scaled)
    {
        scaled = 0;
        Split(text, out var number, out var unit);
        if (!units.TryGetValue(unit.Length == 0 ? defaultUnit : unit, out var factor) || !IsNumber(number))
        {
            return UnitsResult.Malformed;
        }

        if (!decimal.TryParse(number, NumberStyle, CultureInfo.InvariantCulture, out var exact)
            || Math.Abs(exact) > long.MaxValue / factor)
        {
            return UnitsResult.OutOfRange;
        }

        scaled = exact * factor;
        return UnitsResult.Ok;
    }

    /// <summary>Whether the text is a number of any size; the framework reads words such as Infinity too.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text) => Characters.AreInNumbers(text)
        && double.TryParse(text, NumberStyle, CultureInfo.InvariantCulture, out _);

    /// <summary>A number, optional whitespace, and letters, with whitespace around.</summary>
    private static void Split(string text, out ReadOnlySpan<char> number, out string unit)
    {
        var trimmed = Trim(text);
        var end = trimmed.Length;
        while (end > 0 && char.IsLetter(trimmed[end - 1]))
        {
            end--;
        }

        number = Trim(trimmed[..end]);
        unit = trimmed[end..].ToString();
    }

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && Characters.IsWhitespace(text[start]))
        {
            start++;
        }

        while (end > start && Characters.IsWhitespace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    private static FrozenDictionary<string, T> Table<T>(params (T Value, string Names)[] rows) => rows
        .SelectMany(static row => row.Names.Split(' ').Select(name => KeyValuePair.Create(name, row.Value)))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
