namespace ActorPipeline.Streams.Stages;

internal sealed class WhereStage<T>(Stage<T> upstream, Func<T, bool> predicate, StageContext context)
    : FlowStage<T, T>(upstream)
{
    public override PullStatus Pull(out T item)
    {
        while (true)
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
                // As if the predicate had said no.
            }
        }
    }
}
