namespace ActorPipeline.Streams.Tests.Harness;

/// <summary>A clock that stands until it is told to go on; timers ring in order of their due times.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Alarm> _alarms = [];
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that are set.</summary>
    public int AlarmCount
    {
        get
        {
            lock (_lock)
            {
                return _alarms.Count;
            }
        }
    }

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Goes on by a span. After each timer that rings, <paramref name="settle"/> is called.</summary>
    public void Advance(TimeSpan span, Action settle)
    {
        var end = GetTimestamp() + span.Ticks;
        while (TakeDue(end) is { } alarm)
        {
            Interlocked.Exchange(ref _now, Math.Max(_now, alarm.Due));
            alarm.Ring();
            settle();
        }

        Interlocked.Exchange(ref _now, end);
        settle();
    }

    private Alarm? TakeDue(long end)
    {
        lock (_lock)
        {
            var first = _alarms.MinBy(a => a.Due);
            if (first is null || first.Due > end)
            {
                return null;
            }

            _alarms.Remove(first);
            return first;
        }
    }

    private sealed class Alarm(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._alarms.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time.GetTimestamp() + dueTime.Ticks;
                    time._alarms.Add(this);
                }
            }

            return true;
        }

        public void Ring()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            callback(state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
