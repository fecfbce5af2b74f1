namespace ActorPipeline.Sharding;

/// <summary>How long to wait before trying again: doubling from 100 ms up to 10 s.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The wait after this many failures in a row, at least 1.</summary>
    public static TimeSpan Delay(int failures)
    {
        var delay = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(failures, 10) - 1));
        return delay < Longest ? delay : Longest;
    }
}
