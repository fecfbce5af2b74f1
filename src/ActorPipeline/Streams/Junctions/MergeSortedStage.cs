namespace ActorPipeline.Streams.Junctions;

/// <summary>The least of the inputs' elements; waits until every input that has not ended shows one.</summary>
internal sealed class MergeSortedStage<T>(Stage<T>[] inputs, IComparer<T> comparer) : Stage<T>
{
    private readonly PullStatus[] _heads = new PullStatus[inputs.Length];
    private readonly T[] _items = new T[inputs.Length];

    public override PullStatus Pull(out T item)
    {
        var least = -1;
        var isWaiting = false;
        item = default!;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (_heads[i] == PullStatus.Pending)
            {
                _heads[i] = inputs[i].Pull(out _items[i]);
                isWaiting |= _heads[i] == PullStatus.Pending;
            }

            if (_heads[i] == PullStatus.Item && (least < 0 || comparer.Compare(_items[i], _items[least]) < 0))
            {
                least = i;
            }
        }

        if (isWaiting)
        {
            return PullStatus.Pending;
        }

        if (least < 0)
        {
            return PullStatus.Done;
        }

        item = _items[least];
        (_items[least], _heads[least]) = (default!, PullStatus.Pending);
        return PullStatus.Item;
    }

    public override void Close() => Inputs.CloseAll(inputs);
}
