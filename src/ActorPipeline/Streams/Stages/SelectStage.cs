namespace ActorPipeline.Streams.Stages;

internal sealed class SelectStage<TIn, TOut>(Stage<TIn> upstream, Func<TIn, TOut> selector, StageContext context)
    : FlowStage<TIn, TOut>(upstream)
{
    public override PullStatus Pull(out TOut item)
    {
        while (true)
        {
            var status = Upstream.Pull(out var input);
            if (status != PullStatus.Item)
            {
                item = default!;
                return status;
            }

            try
            {
                item = selector(input);
                return PullStatus.Item;
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                // The next element takes its place.
            }
        }
    }
}
