using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>Fails when the stream has not ended within a time of its beginning.</summary>
internal sealed class CompletionTimeoutStage<T>(Stage<T> upstream, TimeSpan span, StageContext context)
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

        return _timer.HasRung
            ? throw new TimeoutException($"the stream has not ended within {span}")
            : Upstream.Pull(out item);
    }

    public override void Close()
    {
        _timer.Close();
        Upstream.Close();
    }
}
