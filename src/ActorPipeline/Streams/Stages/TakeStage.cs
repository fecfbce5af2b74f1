namespace ActorPipeline.Streams.Stages;

internal sealed class TakeStage<T>(Stage<T> upstream, long count) : FlowStage<T, T>(upstream)
{
    private long _left = count;

    public override PullStatus Pull(out T item)
    {
        if (_left <= 0)
        {
            item = default!;
            return PullStatus.Done;
        }

        var status = Upstream.Pull(out item);
        if (status == PullStatus.Item)
        {
            _left--;
        }

        return status;
    }
}
