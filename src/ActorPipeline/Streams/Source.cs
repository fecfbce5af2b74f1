using System.Threading.Channels;
using ActorPipeline.Streams.Sources;

namespace ActorPipeline.Streams;

/// <summary>The beginnings of streams.</summary>
public static partial class Source
{
    /// <summary>The elements of a collection, which each run enumerates anew.</summary>
    public static Source<T> From<T>(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new Source<T>("enumerable", context => items is T[] array
            ? new ArraySource<T>(array, context)
            : new EnumerableSource<T>(items, context));
    }

    /// <summary>The elements of an asynchronous collection, which each run enumerates anew.</summary>
    public static Source<T> From<T>(IAsyncEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new Source<T>("async-enumerable", context => new AsyncEnumerableSource<T>(items, context));
    }

    /// <summary>
    /// What is read from a channel, until that is completed. Several runs share what is in it. A graph that is stopped
    /// leaves in the channel what it has not read.
    /// </summary>
    public static Source<T> From<T>(ChannelReader<T> reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new Source<T>("channel", context => new ChannelSource<T>(reader, context));
    }

    /// <summary>So many whole numbers.</summary>
    public static Source<int> Range(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new Source<int>("range", context => new RangeSource(start, count, context));
    }

    /// <summary>One element.</summary>
    public static Source<T> Single<T>(T item) =>
        new("single", context => new ArraySource<T>([item], context));

    /// <summary>No elements.</summary>
    public static Source<T> Empty<T>() => new("empty", context => new ArraySource<T>([], context));

    /// <summary>The same element without end.</summary>
    public static Source<T> Repeat<T>(T item) => new("repeat", context => new RepeatSource<T>(item, context));

    /// <summary>No elements, and no end until the graph is stopped.</summary>
    public static Source<T> Never<T>() => new("never", context => new NeverSource<T>(context));

    /// <summary>A stream that fails at once.</summary>
    public static Source<T> Failed<T>(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return new Source<T>("failed", context => new FailedSource<T>(cause, context));
    }

    /// <summary>Elements made one after the other from a state.</summary>
    /// <param name="seed">The first state.</param>
    /// <param name="step">From the state to whether there is an element, the next state, and the element.</param>
    public static Source<T> Unfold<TState, T>(
        TState seed, Func<TState, (bool HasNext, TState State, T Item)> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new Source<T>("unfold", context => new UnfoldSource<TState, T>(seed, step, context));
    }

    /// <summary>A source with a stage of one's own.</summary>
    /// <param name="name">What drawings and messages call it.</param>
    /// <param name="create">Makes the stage, for each run.</param>
    public static Source<T> Create<T>(string name, Func<StageContext, Stage<T>> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        return new Source<T>(name, create);
    }

    /// <summary>A source that is a stage which is there already; for one materialization.</summary>
    internal static Source<T> Of<T>(string name, Stage<T> stage, StageContext home) =>
        new(name, context => Running.Boundary.Join(stage, home, context));
}
