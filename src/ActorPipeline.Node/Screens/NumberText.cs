using System.Globalization;

namespace ActorPipeline.Node.Screens;

/// <summary>Numbers for people.</summary>
internal static class NumberText
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>With separators: <c>1,234,567</c>.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: <c>1 commit</c>, <c>12 commits</c>.</summary>
    public static string Count(long number, string thing) => $"{Of(number)} {thing}{(number == 1 ? "" : "s")}";

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
