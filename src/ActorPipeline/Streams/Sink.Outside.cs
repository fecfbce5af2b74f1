using System.Buffers;
using System.Text;
using System.Threading.Channels;
using ActorPipeline.Streams.Sinks;

namespace ActorPipeline.Streams;

/// <content>What goes to functions that take their time, channels, observers and files.</content>
public static partial class Sink
{
    /// <summary>
    /// Waits for an asynchronous action on each element, some at a time; one at a time keeps the order. Gives how many
    /// elements there were.
    /// </summary>
    /// <param name="parallelism">How many actions are under way at most.</param>
    /// <param name="action">Begins the action; the token is cancelled when nobody waits for it any more.</param>
    public static Sink<T, Task<long>> ForEachAsync<T>(int parallelism, Func<T, CancellationToken, ValueTask> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        return Flow.Create<T, T>(source => source.Await(parallelism, action)).To(Ignore<T>());
    }

    /// <summary>Calls an action for each element, on several threads at once. Gives how many there were.</summary>
    public static Sink<T, Task<long>> ForEachParallel<T>(int parallelism, Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        return Flow.Of<T>()
            .SelectParallel(parallelism, item =>
            {
                action(item);
                return true;
            })
            .To(Ignore<bool>());
    }

    /// <summary>Writes to a channel, at its pace. Gives how many elements were written.</summary>
    /// <param name="writer">The channel; when it is completed by others, the stream ends.</param>
    /// <param name="completesWriter">Whether the end of the stream, or its failure, completes the channel.</param>
    public static Sink<T, Task<long>> To<T>(ChannelWriter<T> writer, bool completesWriter = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return new Sink<T, Task<long>>("channel", (up, context) =>
        {
            var driver = new ChannelDriver<T>(up, writer, completesWriter, context);
            return (driver, driver.Result);
        });
    }

    /// <summary>
    /// Gives a reader of the elements, which asks for them at its own pace. It ends as the stream does.
    /// </summary>
    /// <param name="capacity">Elements that wait for the reader at most.</param>
    public static Sink<T, ChannelReader<T>> Queue<T>(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Sink<T, ChannelReader<T>>("queue", (up, context) =>
        {
            var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleWriter = true });
            return (new ChannelDriver<T>(up, channel.Writer, true, context), channel.Reader);
        });
    }

    /// <summary>Pushes to an observer. Gives how many elements there were.</summary>
    public static Sink<T, Task<long>> To<T>(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return OfResult<T, long>("observer", (up, _) => new ObserverDriver<T>(up, observer));
    }

    /// <summary>Writes each element as a line of a text file in UTF-8. Gives the bytes written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isAppending">Whether what is in the file stays.</param>
    public static Sink<string, Task<long>> FileLines(string path, bool isAppending = false) =>
        File<string>(
            path,
            static (line, bytes) =>
            {
                Encoding.UTF8.GetBytes(line, bytes);
                bytes.Write("\n"u8);
            },
            isAppending);

    /// <summary>Writes the bytes of each element to a file. Gives the bytes written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encode">Writes the bytes of an element.</param>
    /// <param name="isAppending">Whether what is in the file stays.</param>
    public static Sink<T, Task<long>> File<T>(string path, SpanEncoder<T> encode, bool isAppending = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(encode);
        return new Sink<T, Task<long>>("file", (up, context) =>
        {
            var driver = new FileDriver<T>(up, path, isAppending, encode, context);
            return (driver, driver.Result);
        });
    }
}
