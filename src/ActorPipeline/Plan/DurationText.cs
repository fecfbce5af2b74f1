using System.Globalization;

namespace ActorPipeline.Plan;

/// <summary>Durations as a pipeline's file writes them.</summary>
public static class DurationText
{
    private static readonly (long Us, string Unit)[] Units =
    [
        (86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"), (1000, "ms"), (1, "us"),
    ];

    /// <summary>Microseconds in the largest unit that holds them whole: <c>5m</c>, <c>90s</c>, <c>0s</c>.</summary>
    public static string Of(long microseconds)
    {
        if (microseconds == 0)
        {
            return "0s";
        }

        foreach (var (us, unit) in Units)
        {
            if (microseconds % us == 0)
            {
                return (microseconds / us).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }
}
