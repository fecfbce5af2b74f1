using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Sources;

internal sealed class UnfoldAsyncSource<TState, T>(
    TState seed,
    Func<TState, CancellationToken, ValueTask<(bool HasNext, TState State, T Item)>> step,
    StageContext context) : Stage<T>
{
    private readonly AsyncSlot<(bool HasNext, TState State, T Item)> _slot = new(context.Waker);
    private TState _state = seed;
    private OperationScope? _scope;

    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        item = default!;
        if (_slot.IsFree)
        {
            _scope ??= new OperationScope(context.Run);
            _slot.Start(step(_state, _scope.Token));
        }

        if (!_slot.IsCompleted)
        {
            return PullStatus.Pending;
        }

        (var hasNext, _state, item) = _slot.Take();
        return hasNext ? PullStatus.Item : PullStatus.Done;
    }

    public override void Close()
    {
        if (_scope is not null)
        {
            _slot.Abandon(_scope);
            _scope.Close();
        }
    }
}
