using ActorPipeline.Plan;

namespace ActorPipeline.Routing;

/// <summary>
/// Which records are too late for their windows, by the watermark of their own partition. With
/// limit = watermark - allowed lateness: a window is closed to a record when its end is at or below the limit, a
/// session when the record's time is below it.
/// </summary>
internal readonly struct LatenessRule
{
    private readonly WindowSpec _window;
    private readonly long _sizeUs;
    private readonly long _hopUs;

    public LatenessRule(WindowSpec window)
    {
        _window = window;
        (_sizeUs, _hopUs) = window switch
        {
            WindowSpec.Tumbling tumbling => (tumbling.SizeUs, tumbling.SizeUs),
            WindowSpec.Hopping hopping => (hopping.SizeUs, hopping.HopUs),
            _ => (0, 0),
        };
    }

    /// <summary>Start of the aligned window of this step that holds the time.</summary>
    public static long Align(long timeUs, long stepUs)
    {
        var remainder = timeUs % stepUs;
        return timeUs - (remainder < 0 ? remainder + stepUs : remainder);
    }

    /// <summary>
    /// Whether a record below the limit is too late for all of its windows; else how many of the oldest it misses.
    /// </summary>
    public bool IsLate(long timeUs, long limitUs, out int skippedWindows)
    {
        skippedWindows = 0;
        switch (_window)
        {
            case WindowSpec.Session:
                return timeUs < limitUs;
            case WindowSpec.Tumbling:
                return Align(timeUs, _sizeUs) + _sizeUs <= limitUs;
            case WindowSpec.Hopping:
                var firstEnd = Align(timeUs - _sizeUs, _hopUs) + _hopUs + _sizeUs;
                var lastEnd = Align(timeUs, _hopUs) + _sizeUs;
                skippedWindows = limitUs < firstEnd ? 0 : (int)(((limitUs - firstEnd) / _hopUs) + 1);
                return lastEnd <= limitUs;
            default:
                return false;
        }
    }
}
