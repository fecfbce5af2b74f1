namespace ActorPipeline.Streams.Junctions;

/// <summary>
/// Whatever input has an element; when several do, each gets a share that its weight says. An input without elements
/// leaves its share to the others.
/// </summary>
internal sealed class MergePrioritizedStage<T>(Stage<T>[] inputs, int[] weights) : Stage<T>
{
    private readonly bool[] _isDone = new bool[inputs.Length];
    private readonly int[] _credits = [.. weights];
    private int _open = inputs.Length;

    public override PullStatus Pull(out T item)
    {
        if (TryPull(true, out item))
        {
            return PullStatus.Item;
        }

        if (TryPull(false, out item))
        {
            return PullStatus.Item;
        }

        return _open == 0 ? PullStatus.Done : PullStatus.Pending;
    }

    public override void Close() => Inputs.CloseAll(inputs);

    /// <summary>
    /// From those that have credit left; or from those that have none, who begin a new round for all.
    /// </summary>
    private bool TryPull(bool hasCredit, out T item)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (_isDone[i] || _credits[i] > 0 != hasCredit)
            {
                continue;
            }

            var status = inputs[i].Pull(out item);
            if (status == PullStatus.Item)
            {
                if (!hasCredit)
                {
                    weights.CopyTo(_credits, 0);
                }

                _credits[i]--;
                return true;
            }

            if (status == PullStatus.Done)
            {
                _isDone[i] = true;
                _open--;
            }
        }

        item = default!;
        return false;
    }
}
