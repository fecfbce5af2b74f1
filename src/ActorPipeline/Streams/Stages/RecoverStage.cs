namespace ActorPipeline.Streams.Stages;

/// <summary>One last element in place of a failure.</summary>
internal sealed class RecoverStage<T>(Stage<T> upstream, Func<Exception, T> recover, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private bool _isOver;

    public override PullStatus Pull(out T item)
    {
        if (_isOver)
        {
            item = default!;
            return PullStatus.Done;
        }

        try
        {
            return Upstream.Pull(out item);
        }
        catch (Exception failure) when (context.CanHandle(failure))
        {
            _isOver = true;
            item = recover(failure);
            return PullStatus.Item;
        }
    }
}
