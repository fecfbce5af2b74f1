using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Windows;

/// <summary>
/// When windows close. An aligned window closes when the watermark reaches its end + allowed lateness; a session when
/// the watermark has passed last + gap + allowed lateness, because no record that is accepted from then on can reach
/// it. A session that grows would make its page due again and again, so its closing waits for the next multiple of a
/// sixteenth of the gap: that delays the result, and changes nothing of it.
/// </summary>
internal readonly struct WindowTimes
{
    private const int SessionSteps = 16;

    private readonly WindowSpec _window;
    private readonly long _closeAfterUs;
    private readonly long _stepUs;

    public WindowTimes(WindowSpec window, long allowedLatenessUs)
    {
        _window = window;
        (SizeUs, HopUs) = window switch
        {
            WindowSpec.Tumbling tumbling => (tumbling.SizeUs, tumbling.SizeUs),
            WindowSpec.Hopping hopping => (hopping.SizeUs, hopping.HopUs),
            WindowSpec.Session session => (session.GapUs, 0L),
            _ => (0L, 0L),
        };
        IsHopping = window is WindowSpec.Hopping;
        IsSession = window is WindowSpec.Session;
        IsGlobal = window is WindowSpec.Global;
        _closeAfterUs = SizeUs + allowedLatenessUs;
        _stepUs = Math.Max(1, SizeUs / SessionSteps);
    }

    /// <summary>Size of an aligned window, or the gap of sessions.</summary>
    public long SizeUs { get; }

    /// <summary>Distance of aligned windows' starts.</summary>
    public long HopUs { get; }

    public bool IsHopping { get; }

    public bool IsSession { get; }

    /// <summary>Whether cells have a last word.</summary>
    public bool HasLast => IsHopping || IsSession;

    public bool IsGlobal { get; }

    /// <summary>
    /// The watermark at which an aligned window with this start, or a session with this last time, closes.
    /// </summary>
    public long DueUs(long startOrLastUs)
    {
        if (IsGlobal)
        {
            return long.MaxValue;
        }

        var due = startOrLastUs + _closeAfterUs;
        return IsSession ? LatenessRule.Align(due, _stepUs) + _stepUs : due;
    }

    /// <summary>A watermark that closes all windows of records up to this time.</summary>
    public long FlushWatermarkUs(long newestUs) => _window switch
    {
        WindowSpec.Global => newestUs,
        WindowSpec.Session => DueUs(newestUs),
        _ => DueUs(LatenessRule.Align(newestUs, HopUs)),
    };
}
