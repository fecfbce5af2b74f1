namespace ActorPipeline.Streams.Stages;

internal sealed class SelectManyStage<TIn, TOut>(
    Stage<TIn> upstream, Func<TIn, IEnumerable<TOut>> selector, StageContext context)
    : FlowStage<TIn, TOut>(upstream)
{
    private TOut[] _array = [];
    private int _next;
    private IEnumerator<TOut>? _enumerator;

    public override PullStatus Pull(out TOut item)
    {
        while (true)
        {
            if (_next < _array.Length)
            {
                // One element may become very many: they count like those of a source.
                if (!context.Island.TryTakeBuffered())
                {
                    return context.RefuseBuffered(out item);
                }

                item = _array[_next++];
                return PullStatus.Item;
            }

            if (_enumerator is not null)
            {
                if (!context.Island.TryTakeBuffered())
                {
                    return context.RefuseBuffered(out item);
                }

                if (TryMoveNext(out item))
                {
                    return PullStatus.Item;
                }

                continue;
            }

            var status = Upstream.Pull(out var input);
            if (status != PullStatus.Item)
            {
                item = default!;
                return status;
            }

            Open(input);
        }
    }

    public override void Close()
    {
        try
        {
            _enumerator?.Dispose();
        }
        finally
        {
            Upstream.Close();
        }
    }

    private void Open(TIn input)
    {
        try
        {
            var items = selector(input);
            if (items is TOut[] array)
            {
                (_array, _next) = (array, 0);
            }
            else
            {
                _enumerator = items.GetEnumerator();
            }
        }
        catch (Exception failure) when (context.Drops(failure))
        {
            // It becomes no elements at all.
        }
    }

    private bool TryMoveNext(out TOut item)
    {
        try
        {
            if (_enumerator!.MoveNext())
            {
                item = _enumerator.Current;
                return true;
            }
        }
        catch (Exception failure) when (context.Drops(failure))
        {
            // The rest of this element's are lost with it.
        }

        var ended = _enumerator;
        _enumerator = null;
        ended!.Dispose();
        item = default!;
        return false;
    }
}
