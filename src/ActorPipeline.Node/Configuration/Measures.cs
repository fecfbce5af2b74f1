using ActorPipeline.Hocon;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// Durations and sizes with their units. HOCON takes a bare number for milliseconds or bytes, which hardly anybody who
/// writes one means; only 0 is the same in every unit.
/// </summary>
internal static class Measures
{
    /// <exception cref="HoconException">It is no duration, or has no unit.</exception>
    public static TimeSpan Duration(HoconValue value)
    {
        var time = value.AsDuration();
        return time == TimeSpan.Zero || HasUnit(value) ? time : throw new HoconException(
            value.Origin, $"{Text(value)} has no unit; write for example {Text(value)}s, "
                + $"{Text(value)}m or {Text(value)}ms");
    }

    /// <exception cref="HoconException">It is no size, or has no unit.</exception>
    public static long Size(HoconValue value)
    {
        var bytes = value.AsBytes();
        return bytes == 0 || HasUnit(value) ? bytes : throw new HoconException(
            value.Origin,
            $"{Text(value)} has no unit; write for example \"{Text(value)} KiB\", \"{Text(value)} MiB\" or "
            + $"\"{Text(value)} B\"");
    }

    private static bool HasUnit(HoconValue value) => char.IsLetter(Text(value)[^1]);

    private static string Text(HoconValue value) => value.AsString().Trim();
}
