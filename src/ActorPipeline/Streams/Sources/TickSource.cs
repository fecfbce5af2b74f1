using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Sources;

/// <summary>An element at each tick; ticks for which there was no demand are skipped.</summary>
internal sealed class TickSource<T>(TimeSpan delay, TimeSpan interval, T item, StageContext context) : Stage<T>
{
    private readonly StageTimer _timer = new(context);
    private long _due;
    private bool _isStarted;

    public override PullStatus Pull(out T given)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out given);
        }

        given = item;
        var now = _timer.Now;
        if (!_isStarted)
        {
            _isStarted = true;
            _due = now + _timer.Ticks(delay);
        }

        if (now < _due)
        {
            _timer.WakeAt(_due);
            return PullStatus.Pending;
        }

        var ticks = _timer.Ticks(interval);
        _due += (((now - _due) / ticks) + 1) * ticks;
        return PullStatus.Item;
    }

    public override void Close() => _timer.Close();
}
