namespace ActorPipeline.Streams;

/// <content>Streams of streams.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.FlatMapConcat{TOut}(Func{T, Source{TOut}})" />
    public Flow<TIn, TNext> FlatMapConcat<TNext>(Func<TOut, Source<TNext>> selector) =>
        Then(source => source.FlatMapConcat(selector));

    /// <inheritdoc cref="Source{T}.FlatMapMerge{TOut}(int, Func{T, Source{TOut}})" />
    public Flow<TIn, TNext> FlatMapMerge<TNext>(int breadth, Func<TOut, Source<TNext>> selector) =>
        Then(source => source.FlatMapMerge(breadth, selector));

    /// <inheritdoc cref="Source{T}.GroupBy{TKey, TOut}(int, Func{T, TKey}, Func{TKey, Flow{T, TOut}})" />
    public Flow<TIn, TNext> GroupBy<TKey, TNext>(
        int mostSubstreams, Func<TOut, TKey> keyOf, Func<TKey, Flow<TOut, TNext>> flowOf)
        where TKey : notnull =>
        Then(source => source.GroupBy(mostSubstreams, keyOf, flowOf));
}
