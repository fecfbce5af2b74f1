using ActorPipeline.Streams.Substreams;

namespace ActorPipeline.Streams;

/// <content>Streams of streams.</content>
public sealed partial class Source<T>
{
    /// <summary>
    /// The elements of the sources that a function makes of each element, one source after the other.
    /// </summary>
    public Source<TOut> FlatMapConcat<TOut>(Func<T, Source<TOut>> selector) =>
        FlatMap("flat-map-concat", 1, selector);

    /// <summary>The elements of the sources that a function makes of each element, as they come.</summary>
    /// <param name="breadth">How many sources run at a time.</param>
    /// <param name="selector">Makes them.</param>
    public Source<TOut> FlatMapMerge<TOut>(int breadth, Func<T, Source<TOut>> selector)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(breadth, 1);
        return FlatMap("flat-map-merge", breadth, selector);
    }

    /// <summary>
    /// A flow of its own for the elements of each key, and what comes out of all of them, as it comes. When a key's
    /// flow has ended, further elements of that key are dropped.
    /// </summary>
    /// <param name="mostSubstreams">
    /// How many keys; one more fails with a <see cref="TooManySubstreamsException"/>.
    /// </param>
    /// <param name="keyOf">The key of an element.</param>
    /// <param name="flowOf">The flow of a key.</param>
    public Source<TOut> GroupBy<TKey, TOut>(
        int mostSubstreams, Func<T, TKey> keyOf, Func<TKey, Flow<T, TOut>> flowOf)
        where TKey : notnull
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSubstreams, 1);
        ArgumentNullException.ThrowIfNull(keyOf);
        ArgumentNullException.ThrowIfNull(flowOf);
        return Through<TOut>("group-by", (up, context) => new GroupByStage<T, TKey, TOut>(
            up, mostSubstreams, keyOf, flowOf, context));
    }

    private Source<TOut> FlatMap<TOut>(string name, int breadth, Func<T, Source<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Through<TOut>(name, (up, context) => new FlatMapStage<T, TOut>(up, breadth, selector, context));
    }
}
