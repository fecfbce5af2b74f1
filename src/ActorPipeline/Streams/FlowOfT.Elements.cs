namespace ActorPipeline.Streams;

/// <content>What happens to elements one by one.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.Select{TOut}(Func{T, TOut})" />
    public Flow<TIn, TNext> Select<TNext>(Func<TOut, TNext> selector) => Then(source => source.Select(selector));

    /// <inheritdoc cref="Source{T}.Where(Func{T, bool})" />
    public Flow<TIn, TOut> Where(Func<TOut, bool> predicate) => Then(source => source.Where(predicate));

    /// <inheritdoc cref="Source{T}.SelectMany{TOut}(Func{T, IEnumerable{TOut}})" />
    public Flow<TIn, TNext> SelectMany<TNext>(Func<TOut, IEnumerable<TNext>> selector) =>
        Then(source => source.SelectMany(selector));

    /// <inheritdoc cref="Source{T}.Scan{TState}(TState, Func{TState, T, TState})" />
    public Flow<TIn, TState> Scan<TState>(TState seed, Func<TState, TOut, TState> step) =>
        Then(source => source.Scan(seed, step));

    /// <inheritdoc cref="Source{T}.Aggregate{TState}(TState, Func{TState, T, TState})" />
    public Flow<TIn, TState> Aggregate<TState>(TState seed, Func<TState, TOut, TState> step) =>
        Then(source => source.Aggregate(seed, step));

    /// <inheritdoc cref="Source{T}.Grouped(int)" />
    public Flow<TIn, TOut[]> Grouped(int size) => Then(source => source.Grouped(size));

    /// <inheritdoc cref="Source{T}.Take(long)" />
    public Flow<TIn, TOut> Take(long count) => Then(source => source.Take(count));

    /// <inheritdoc cref="Source{T}.Skip(long)" />
    public Flow<TIn, TOut> Skip(long count) => Then(source => source.Skip(count));
}
