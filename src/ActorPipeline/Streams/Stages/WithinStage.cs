using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>What comes before, or what comes after, a time since the stream began.</summary>
internal sealed class WithinStage<T>(Stage<T> upstream, TimeSpan span, bool isTake, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private readonly StageTimer _timer = new(context);
    private bool _isStarted;

    public override PullStatus Pull(out T item)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _timer.WakeIn(span);
        }

        while (true)
        {
            item = default!;
            if (isTake && _timer.HasRung)
            {
                return PullStatus.Done;
            }

            var status = Upstream.Pull(out item);
            if (status != PullStatus.Item || isTake || _timer.HasRung)
            {
                return status;
            }
        }
    }

    public override void Close()
    {
        _timer.Close();
        Upstream.Close();
    }
}
