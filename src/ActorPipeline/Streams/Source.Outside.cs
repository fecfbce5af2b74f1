using System.Text;
using ActorPipeline.Streams.Sources;

namespace ActorPipeline.Streams;

/// <content>What comes from clocks, producers and files.</content>
public static partial class Source
{
    /// <summary>The longest line of a file, bytes, when nothing else is said.</summary>
    public const int DefaultLineBytes = 1024 * 1024;

    /// <summary>
    /// An element after a delay, and then at each interval. Ticks that nobody has asked for are skipped.
    /// </summary>
    public static Source<T> Tick<T>(TimeSpan delay, TimeSpan interval, T item)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new Source<T>("tick", context => new TickSource<T>(delay, interval, item, context));
    }

    /// <summary>What is offered to a queue; for one run. A graph that stops still gives what is in the queue.</summary>
    public static Source<T> From<T>(SourceQueue<T> queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return new Source<T>("queue", context => new QueueSource<T>(queue, context));
    }

    /// <summary>What an observable pushes; each run subscribes anew.</summary>
    /// <param name="observable">Knows no demand; so there is a queue.</param>
    /// <param name="capacity">Elements that the queue holds.</param>
    /// <param name="strategy">What becomes of an element for which it has no room; not backpressure.</param>
    /// <param name="counter">Counts what is dropped.</param>
    public static Source<T> From<T>(
        IObservable<T> observable, int capacity, OverflowStrategy strategy, DropCounter? counter = null)
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentOutOfRangeException.ThrowIfEqual(strategy, OverflowStrategy.Backpressure);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Source<T>("observable", context => new ObservableSource<T>(
            observable, new SourceQueue<T>(capacity, strategy, counter), context));
    }

    /// <summary>Elements made one after the other from a state, asynchronously.</summary>
    /// <param name="seed">The first state.</param>
    /// <param name="step">From the state to whether there is an element, the next state, and the element.</param>
    public static Source<T> UnfoldAsync<TState, T>(
        TState seed, Func<TState, CancellationToken, ValueTask<(bool HasNext, TState State, T Item)>> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new Source<T>("unfold-async", context => new UnfoldAsyncSource<TState, T>(seed, step, context));
    }

    /// <summary>The lines of a text file in UTF-8, which each run reads anew.</summary>
    public static Source<string> FileLines(string path, int mostBytes = DefaultLineBytes) =>
        FileLines(path, static bytes => Encoding.UTF8.GetString(bytes), mostBytes);

    /// <summary>What is made of the bytes of each line of a file, which each run reads anew.</summary>
    /// <param name="path">The file.</param>
    /// <param name="decode">From a line, without its end and without a byte order mark, to an element.</param>
    /// <param name="mostBytes">A line that is longer is an <see cref="InvalidDataException"/>.</param>
    public static Source<T> FileLines<T>(string path, SpanDecoder<T> decode, int mostBytes = DefaultLineBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(decode);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 1);
        return new Source<T>("file-lines", context => new FileLineSource<T>(path, decode, mostBytes, context));
    }
}
