using ActorPipeline.Streams.Detached;

namespace ActorPipeline.Streams;

/// <content>
/// Stages that pull ahead of the demand, within their island. Nothing is dropped or put together before whoever
/// follows has been asked and could not take it.
/// </content>
public sealed partial class Source<T>
{
    /// <summary>Keeps some elements ahead of the demand.</summary>
    /// <param name="capacity">How many.</param>
    /// <param name="strategy">What becomes of an element for which there is no room.</param>
    /// <param name="counter">Counts what is dropped.</param>
    public Source<T> Buffer(
        int capacity, OverflowStrategy strategy = OverflowStrategy.Backpressure, DropCounter? counter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return Through<T>("buffer", (up, context) => new DetachedStage<T, T>(
            up, new BufferStore<T>(capacity, strategy, counter), context));
    }

    /// <summary>Puts together what comes while there is no demand: never holds the upstream up.</summary>
    /// <param name="first">What the first element after a demand becomes.</param>
    /// <param name="step">What a further element makes of it.</param>
    public Source<TState> Conflate<TState>(Func<T, TState> first, Func<TState, T, TState> step) =>
        Batch("conflate", long.MaxValue, first, step);

    /// <summary>Keeps the last of what comes while there is no demand, or what a function makes of two.</summary>
    public Source<T> Conflate(Func<T, T, T> step) => Conflate(static item => item, step);

    /// <summary>Puts together what comes while there is no demand, up to so many elements.</summary>
    /// <param name="most">How many elements at most; further ones wait.</param>
    /// <param name="first">What the first element after a demand becomes.</param>
    /// <param name="step">What a further element makes of it.</param>
    public Source<TState> Batch<TState>(long most, Func<T, TState> first, Func<TState, T, TState> step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return Batch("batch", most, first, step);
    }

    private Source<TState> Batch<TState>(
        string name, long most, Func<T, TState> first, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(step);
        return Through<TState>(name, (up, context) => new DetachedStage<T, TState>(
            up, new BatchStore<T, TState>(most, first, step, context), context));
    }
}
