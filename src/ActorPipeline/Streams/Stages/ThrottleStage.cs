using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>
/// A bucket of permits, which fills at a rate up to the burst. It is kept as one time: when it would be full again.
/// </summary>
internal sealed class ThrottleStage<T> : FlowStage<T, T>
{
    private readonly StageTimer _timer;
    private readonly double _interval;
    private readonly double _burst;
    private double _fullAt;

    public ThrottleStage(Stage<T> upstream, int elements, TimeSpan per, int burst, StageContext context)
        : base(upstream)
    {
        _timer = new StageTimer(context);
        _interval = _timer.Ticks(per) / (double)elements;
        _burst = burst * _interval;
    }

    public override PullStatus Pull(out T item)
    {
        var now = _timer.Now;
        var next = Math.Max(_fullAt, now) + _interval;
        if (next > now + _burst)
        {
            item = default!;
            _timer.WakeAt((long)Math.Ceiling(next - _burst));
            return PullStatus.Pending;
        }

        var status = Upstream.Pull(out item);
        if (status == PullStatus.Item)
        {
            _fullAt = next;
        }

        return status;
    }

    public override void Close()
    {
        _timer.Close();
        Upstream.Close();
    }
}
