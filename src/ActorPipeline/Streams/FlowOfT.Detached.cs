namespace ActorPipeline.Streams;

/// <content>
/// Stages that pull ahead of the demand, within their island. Nothing is dropped or put together before whoever
/// follows has been asked and could not take it.
/// </content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.Buffer(int, OverflowStrategy, DropCounter)" />
    public Flow<TIn, TOut> Buffer(
        int capacity, OverflowStrategy strategy = OverflowStrategy.Backpressure, DropCounter? counter = null) =>
        Then(source => source.Buffer(capacity, strategy, counter));

    /// <inheritdoc cref="Source{T}.Conflate{TState}(Func{T, TState}, Func{TState, T, TState})" />
    public Flow<TIn, TState> Conflate<TState>(Func<TOut, TState> first, Func<TState, TOut, TState> step) =>
        Then(source => source.Conflate(first, step));

    /// <inheritdoc cref="Source{T}.Conflate(Func{T, T, T})" />
    public Flow<TIn, TOut> Conflate(Func<TOut, TOut, TOut> step) => Then(source => source.Conflate(step));

    /// <inheritdoc cref="Source{T}.Batch{TState}(long, Func{T, TState}, Func{TState, T, TState})" />
    public Flow<TIn, TState> Batch<TState>(long most, Func<TOut, TState> first, Func<TState, TOut, TState> step) =>
        Then(source => source.Batch(most, first, step));
}
