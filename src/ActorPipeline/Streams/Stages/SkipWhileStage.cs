namespace ActorPipeline.Streams.Stages;

internal sealed class SkipWhileStage<T>(Stage<T> upstream, Func<T, bool> predicate, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private bool _isPassing;

    public override PullStatus Pull(out T item)
    {
        while (true)
        {
            var status = Upstream.Pull(out item);
            if (status != PullStatus.Item || _isPassing)
            {
                return status;
            }

            try
            {
                if (!predicate(item))
                {
                    _isPassing = true;
                    return PullStatus.Item;
                }
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                // As if it had been skipped.
            }
        }
    }
}
