using ActorPipeline.TestKit.Stepping;

namespace ActorPipeline.TestKit;

/// <summary>
/// A clock that only its owner moves; its timers come due then. Its timestamps are in ticks of 100 ns; it starts a day
/// after 1970 began.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _ticks = TimeSpan.TicksPerDay;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass. Timers that come due call back, in order, on this thread.</summary>
    /// <param name="time">How much; not negative.</param>
    /// <param name="afterEach">Called after each timer that came due; null for nothing.</param>
    public void Advance(TimeSpan time, Action? afterEach = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var until = _ticks + time.Ticks;
        while (TakeDue(until) is { } timer)
        {
            timer.Fire();
            afterEach?.Invoke();
        }

        Volatile.Write(ref _ticks, until);
    }

    /// <summary>Sets a timer, or removes it where it is due never.</summary>
    internal void Set(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.DueTicks = _ticks + dueTime.Ticks;
                timer.PeriodTicks = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
                _timers.Add(timer);
            }
        }
    }

    /// <summary>Moves to the time of the timer that is due first; null for none until then.</summary>
    private ManualTimer? TakeDue(long untilTicks)
    {
        lock (_lock)
        {
            var due = _timers.Where(t => t.DueTicks <= untilTicks).MinBy(t => t.DueTicks);
            if (due is not null)
            {
                _ticks = Math.Max(_ticks, due.DueTicks);
                due.DueTicks += due.PeriodTicks;
                if (due.PeriodTicks == 0)
                {
                    _timers.Remove(due);
                }
            }

            return due;
        }
    }
}
