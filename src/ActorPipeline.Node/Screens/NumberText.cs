using System.Globalization;

namespace ActorPipeline.Node.Screens;

/// <summary>Numbers for people.</summary>
internal static class NumberText
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>With separators: <c>1,234,567</c>.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: <c>1 commit</c>, <c>12 commits</c>.</summary>
    public static string Count(long number, string thing) => Count(number, thing, thing + "s");

    /// <summary>A number of things whose plural is a word of its own: <c>2 crashes</c>.</summary>
    public static string Count(long number, string thing, string things) =>
        $"{Of(number)} {(number == 1 ? thing : things)}";

    /// <summary>How many a second: whole ones, and tenths where there are few.</summary>
    public static string Rate(double perSecond) => perSecond switch
    {
        >= 9.95 => Of((long)Math.Round(perSecond)),
        > 0 and < 0.05 => "under 0.1",
        _ => perSecond.ToString("0.#", CultureInfo.InvariantCulture),
    };

    /// <summary>The verb for a number of things: <c>1 was</c>, <c>2 were</c>.</summary>
    public static string Were(long number) => $"{Of(number)} {(number == 1 ? "was" : "were")}";

    /// <summary>Bytes in the largest unit below 1000 of it: <c>12.3 MB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 999.5 && unit < ByteUnits.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        var format = unit == 0 || bytes >= 99.95 ? "F0" : "F1";
        return $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {ByteUnits[unit]}";
    }
}
