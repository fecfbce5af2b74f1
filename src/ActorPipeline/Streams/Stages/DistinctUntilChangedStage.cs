namespace ActorPipeline.Streams.Stages;

internal sealed class DistinctUntilChangedStage<T, TKey>(
    Stage<T> upstream, Func<T, TKey> keyOf, IEqualityComparer<TKey> comparer, StageContext context)
    : FlowStage<T, T>(upstream)
{
    private TKey _last = default!;
    private bool _hasLast;

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
                var key = keyOf(item);
                if (!_hasLast || !comparer.Equals(_last, key))
                {
                    (_last, _hasLast) = (key, true);
                    return PullStatus.Item;
                }
            }
            catch (Exception failure) when (context.Drops(failure))
            {
                // The next element is compared with what passed last.
            }
        }
    }
}
