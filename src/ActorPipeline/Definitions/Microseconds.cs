namespace ActorPipeline.Definitions;

/// <summary>Times as plans have them.</summary>
internal static class Microseconds
{
    /// <summary>A time in microseconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below the least one.</exception>
    public static long Of(TimeSpan time, long least, string parameter)
    {
        var us = time.Ticks / TimeSpan.TicksPerMicrosecond;
        var need = least == 0 ? "the time can't be negative" : "the time is too short; use at least 1 us";
        return us >= least ? us : throw new ArgumentOutOfRangeException(parameter, time, need);
    }
}
