using ActorPipeline.Streams.Junctions;

namespace ActorPipeline.Streams;

/// <content>Several sources into one.</content>
public sealed partial class Source<T>
{
    /// <summary>Pairs with another source's elements, in order; ends when either ends.</summary>
    public Source<(T Left, TOther Right)> Zip<TOther>(Source<TOther> other) =>
        Zip(other, static (left, right) => (left, right));

    /// <summary>What a function makes of the pairs with another source's elements; ends when either ends.</summary>
    public Source<TOut> Zip<TOther, TOut>(Source<TOther> other, Func<T, TOther, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(selector);
        return new Source<TOut>(
            "zip",
            context => new ZipStage<T, TOther, TOut>(Create(context), other.Create(context), selector, context),
            Blueprint,
            other.Blueprint);
    }

    /// <summary>The elements of all, by turns, as they come; ends when all have ended.</summary>
    public Source<T> Merge(params Source<T>[] others) => Source.Merge([this, .. others]);

    /// <summary>
    /// The elements of two sorted sources, sorted. Waits until both show an element or have ended; of equal ones, this
    /// source's comes first.
    /// </summary>
    public Source<T> MergeSorted(Source<T> other, IComparer<T>? comparer = null) =>
        Source.MergeSorted(comparer ?? Comparer<T>.Default, this, other);

    /// <summary>All elements, and then those of the others, one source after the other.</summary>
    public Source<T> Concat(params Source<T>[] others) => Source.Concat([this, .. others]);

    /// <summary>The elements of another source, and then these.</summary>
    public Source<T> Prepend(Source<T> other) => Source.Concat(other, this);
}
