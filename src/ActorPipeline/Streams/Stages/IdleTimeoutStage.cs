using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>Fails when it has waited too long for an element. That nobody asks for one is no idleness.</summary>
internal sealed class IdleTimeoutStage<T>(Stage<T> upstream, TimeSpan span, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private readonly StageTimer _timer = new(context);
    private bool _isWaiting;
    private long _due;

    public override PullStatus Pull(out T item)
    {
        var status = Upstream.Pull(out item);
        if (status != PullStatus.Pending)
        {
            _isWaiting = false;
            return status;
        }

        if (!_isWaiting)
        {
            _isWaiting = true;
            _due = _timer.WakeIn(span);
        }
        else if (_timer.Now >= _due)
        {
            throw new TimeoutException($"no element for {span}");
        }

        _timer.WakeAt(_due);
        return status;
    }

    public override void Close()
    {
        _timer.Close();
        Upstream.Close();
    }
}
