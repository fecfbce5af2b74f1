using System.Globalization;

namespace Benchmarks.Reporting;

/// <summary>Numbers for people: three digits or so, and the unit.</summary>
internal static class NumberText
{
    public static string Of(double value, Unit unit) => unit switch
    {
        Unit.Ratio => value.ToString("0.00", CultureInfo.InvariantCulture),
        Unit.PerSecond => Scaled(value, 1000, ["/s", " k/s", " M/s", " G/s"]),
        Unit.Seconds => Short(value) + " s",
        Unit.Milliseconds => Short(value) + " ms",
        Unit.Nanoseconds => Short(value) + " ns",
        Unit.Bytes => Scaled(value, 1000, [" B", " kB", " MB", " GB"]),
        Unit.FewBytes => value.ToString("0.00", CultureInfo.InvariantCulture) + " B",
        Unit.BytesPerSecond => Scaled(value, 1000, [" B/s", " kB/s", " MB/s", " GB/s"]),
        _ => value == Math.Floor(value) ? value.ToString("N0", CultureInfo.InvariantCulture) : Short(value),
    };

    private static string Scaled(double value, double step, ReadOnlySpan<string> units)
    {
        var power = 0;
        while (Math.Abs(value) >= step && power < units.Length - 1)
        {
            value /= step;
            power++;
        }

        return Short(value) + units[power];
    }

    private static string Short(double value) => Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("F0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        _ => value.ToString("F2", CultureInfo.InvariantCulture),
    };
}
