namespace ActorPipeline.Streams.Detached;

/// <summary>What came since the last demand, as one. Conflating is a batch without a limit.</summary>
internal sealed class BatchStore<TIn, TState>(
    long most, Func<TIn, TState> first, Func<TState, TIn, TState> step, StageContext context)
    : DetachedStore<TIn, TState>
{
    private TState _state = default!;
    private long _count;

    public override bool HasRoom => _count == 0;

    public override bool CanOverflow => _count < most;

    public override void Add(TIn item)
    {
        try
        {
            _state = _count == 0 ? first(item) : step(_state, item);
            _count++;
        }
        catch (Exception failure) when (context.Drops(failure))
        {
            // The batch goes on without it.
        }
    }

    public override bool TryTake(out TState item)
    {
        item = _state;
        if (_count == 0)
        {
            return false;
        }

        (_state, _count) = (default!, 0);
        return true;
    }
}
