namespace ActorPipeline.Streams.Stages;

/// <summary>Arrays of so many elements; the last may be shorter.</summary>
internal sealed class GroupedStage<T>(Stage<T> upstream, int size) : FlowStage<T, T[]>(upstream)
{
    private T[]? _group;
    private int _count;
    private bool _isOver;

    public override PullStatus Pull(out T[] item)
    {
        item = null!;
        if (_isOver)
        {
            return PullStatus.Done;
        }

        while (true)
        {
            var status = Upstream.Pull(out var input);
            if (status == PullStatus.Pending)
            {
                return status;
            }

            if (status == PullStatus.Done)
            {
                _isOver = true;
                item = _group?[.._count]!;
                return _group is null ? PullStatus.Done : PullStatus.Item;
            }

            _group ??= new T[size];
            _group[_count++] = input;
            if (_count == size)
            {
                item = _group;
                (_group, _count) = (null, 0);
                return PullStatus.Item;
            }
        }
    }
}
