namespace ActorPipeline.Streams.Stages;

internal sealed class TakeWhileStage<T>(
    Stage<T> upstream, Func<T, bool> predicate, bool isInclusive, StageContext context) : FlowStage<T, T>(upstream)
{
    private bool _isOver;

    public override PullStatus Pull(out T item)
    {
        item = default!;
        while (!_isOver)
        {
            var status = Upstream.Pull(out item);
            if (status != PullStatus.Item)
            {
                return status;
            }

            try
            {
                if (predicate(item))
                {
                    return PullStatus.Item;
                }
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                continue;
            }

            _isOver = true;
            if (isInclusive)
            {
                return PullStatus.Item;
            }
        }

        return PullStatus.Done;
    }
}
