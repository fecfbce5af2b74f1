namespace ActorPipeline.Streams;

/// <content>Beginnings, ends and repetitions.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.TakeWhile(Func{T, bool}, bool)" />
    public Flow<TIn, TOut> TakeWhile(Func<TOut, bool> predicate, bool isInclusive = false) =>
        Then(source => source.TakeWhile(predicate, isInclusive));

    /// <inheritdoc cref="Source{T}.SkipWhile(Func{T, bool})" />
    public Flow<TIn, TOut> SkipWhile(Func<TOut, bool> predicate) => Then(source => source.SkipWhile(predicate));

    /// <inheritdoc cref="Source{T}.TakeWithin(TimeSpan)" />
    public Flow<TIn, TOut> TakeWithin(TimeSpan span) => Then(source => source.TakeWithin(span));

    /// <inheritdoc cref="Source{T}.SkipWithin(TimeSpan)" />
    public Flow<TIn, TOut> SkipWithin(TimeSpan span) => Then(source => source.SkipWithin(span));

    /// <inheritdoc cref="Source{T}.DistinctUntilChanged(IEqualityComparer{T})" />
    public Flow<TIn, TOut> DistinctUntilChanged(IEqualityComparer<TOut>? comparer = null) =>
        Then(source => source.DistinctUntilChanged(comparer));

    /// <inheritdoc cref="Source{T}.DistinctUntilChanged{TKey}(Func{T, TKey})" />
    public Flow<TIn, TOut> DistinctUntilChanged<TKey>(Func<TOut, TKey> keyOf) =>
        Then(source => source.DistinctUntilChanged(keyOf));

    /// <inheritdoc cref="Source{T}.Via(KillSwitch)" />
    public Flow<TIn, TOut> Via(KillSwitch killSwitch) => Then(source => source.Via(killSwitch));

    /// <inheritdoc cref="Source{T}.Monitor(StreamMonitor)" />
    public Flow<TIn, TOut> Monitor(StreamMonitor monitor) => Then(source => source.Monitor(monitor));
}
