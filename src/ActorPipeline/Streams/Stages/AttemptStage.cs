namespace ActorPipeline.Streams.Stages;

/// <summary>What a function made of an element, or what it threw.</summary>
internal readonly record struct Attempt<TIn, TOut>(TIn Item, TOut Result, Exception? Failure);

/// <summary>Never fails by its function.</summary>
internal sealed class AttemptStage<TIn, TOut>(Stage<TIn> upstream, Func<TIn, TOut> selector, StageContext context)
    : FlowStage<TIn, Attempt<TIn, TOut>>(upstream)
{
    public override PullStatus Pull(out Attempt<TIn, TOut> item)
    {
        item = default;
        var status = Upstream.Pull(out var input);
        if (status == PullStatus.Item)
        {
            try
            {
                item = new Attempt<TIn, TOut>(input, selector(input), null);
            }
            catch (Exception failure) when (context.CanHandle(failure))
            {
                item = new Attempt<TIn, TOut>(input, default!, failure);
            }
        }

        return status;
    }
}
