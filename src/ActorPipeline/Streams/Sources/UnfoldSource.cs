namespace ActorPipeline.Streams.Sources;

internal sealed class UnfoldSource<TState, T>(
    TState seed, Func<TState, (bool HasNext, TState State, T Item)> step, StageContext context) : Stage<T>
{
    private TState _state = seed;

    public override PullStatus Pull(out T item)
    {
        if (!context.TryTake())
        {
            return context.Refuse(out item);
        }

        (var hasNext, _state, item) = step(_state);
        return hasNext ? PullStatus.Item : PullStatus.Done;
    }

    public override void Close()
    {
    }
}
