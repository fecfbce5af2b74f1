namespace ActorPipeline.Streams.Junctions;

/// <summary>Each element to the output that a function names. What belongs to a closed output is dropped.</summary>
internal sealed class Partition<T>(
    Stage<T> upstream, int count, bool endsWithFirst, Func<T, int> selector, StageContext context)
    : FanOut<T>(upstream, count, endsWithFirst, context)
{
    private T _held = default!;
    private FanOutPort<T>? _heldFor;

    protected override PullStatus Distribute(FanOutPort<T> port, out T item)
    {
        while (true)
        {
            if (_heldFor is { } owner)
            {
                item = _held;
                if (owner == port)
                {
                    (_held, _heldFor) = (default!, null);
                    return PullStatus.Item;
                }

                if (!owner.IsClosed)
                {
                    if (!owner.IsEmpty)
                    {
                        return PullStatus.Pending;
                    }

                    Put(owner, item);
                }

                (_held, _heldFor) = (default!, null);
            }

            var status = PullUpstream(out item);
            if (status != PullStatus.Item)
            {
                return status;
            }

            Route(item);
        }
    }

    private void Route(T item)
    {
        try
        {
            var index = selector(item);
            if ((uint)index >= (uint)Ports.Length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(item), index, $"a partition of {Ports.Length} outputs was told to use output {index}");
            }

            (_held, _heldFor) = (item, Ports[index]);
        }
        catch (Exception failure) when (Context.Drops(failure))
        {
            // It belongs to no output.
        }
    }
}
