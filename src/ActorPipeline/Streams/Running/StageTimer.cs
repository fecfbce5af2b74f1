namespace ActorPipeline.Streams.Running;

/// <summary>An alarm clock of a stage: wakes it at a time, and can be set again and again.</summary>
internal sealed class StageTimer(StageContext context)
{
    private readonly TimeProvider _time = context.Time;
    private readonly Waker _waker = context.Waker;
    private ITimer? _timer;
    private long _due;
    private volatile bool _isSet;

    /// <summary>The present time, in ticks of the clock's own frequency.</summary>
    public long Now => _time.GetTimestamp();

    /// <summary>A span in ticks of the clock; at least one tick for a span that is not zero.</summary>
    public long Ticks(TimeSpan span) =>
        (long)Math.Ceiling(span.Ticks * ((double)_time.TimestampFrequency / TimeSpan.TicksPerSecond));

    /// <summary>Whether the timer has rung since it was set last.</summary>
    public bool HasRung => !_isSet;

    /// <summary>Sees to it that the stage is woken after a span.</summary>
    /// <returns>When that is.</returns>
    public long WakeIn(TimeSpan span)
    {
        var due = Now + Ticks(span);
        WakeAt(due);
        return due;
    }

    /// <summary>Sees to it that the stage is woken at a time, or soon if that has passed.</summary>
    public void WakeAt(long due)
    {
        if (_isSet && due == _due)
        {
            return;
        }

        (_due, _isSet) = (due, true);
        var wait = _time.GetElapsedTime(Now, due);

        // A timer counts in milliseconds, and must not ring before it is due.
        var rounded = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds)));
        _timer ??= _time.CreateTimer(
            static timer => ((StageTimer)timer!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(rounded, Timeout.InfiniteTimeSpan);
    }

    public void Close() => _timer?.Dispose();

    private void Ring()
    {
        _isSet = false;
        _waker.Wake();
    }
}
