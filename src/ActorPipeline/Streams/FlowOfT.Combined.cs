namespace ActorPipeline.Streams;

/// <content>Several sources into one.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.Zip{TOther}(Source{TOther})" />
    public Flow<TIn, (TOut Left, TOther Right)> Zip<TOther>(Source<TOther> other) =>
        Then(source => source.Zip(other));

    /// <inheritdoc cref="Source{T}.Zip{TOther, TOut}(Source{TOther}, Func{T, TOther, TOut})" />
    public Flow<TIn, TNext> Zip<TOther, TNext>(Source<TOther> other, Func<TOut, TOther, TNext> selector) =>
        Then(source => source.Zip(other, selector));

    /// <inheritdoc cref="Source{T}.Merge(Source{T}[])" />
    public Flow<TIn, TOut> Merge(params Source<TOut>[] others) => Then(source => source.Merge(others));

    /// <inheritdoc cref="Source{T}.MergeSorted(Source{T}, IComparer{T})" />
    public Flow<TIn, TOut> MergeSorted(Source<TOut> other, IComparer<TOut>? comparer = null) =>
        Then(source => source.MergeSorted(other, comparer));

    /// <inheritdoc cref="Source{T}.Concat(Source{T}[])" />
    public Flow<TIn, TOut> Concat(params Source<TOut>[] others) => Then(source => source.Concat(others));

    /// <inheritdoc cref="Source{T}.Prepend(Source{T})" />
    public Flow<TIn, TOut> Prepend(Source<TOut> other) => Then(source => source.Prepend(other));
}
