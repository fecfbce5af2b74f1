namespace ActorPipeline.Streams.Stages;

internal sealed class SkipStage<T>(Stage<T> upstream, long count) : FlowStage<T, T>(upstream)
{
    private long _left = count;

    public override PullStatus Pull(out T item)
    {
        while (_left > 0)
        {
            var status = Upstream.Pull(out item);
            if (status != PullStatus.Item)
            {
                return status;
            }

            _left--;
        }

        return Upstream.Pull(out item);
    }
}
