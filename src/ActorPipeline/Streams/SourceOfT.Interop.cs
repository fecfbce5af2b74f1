using System.Runtime.CompilerServices;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <content>Streams as what others know.</content>
public sealed partial class Source<T>
{
    /// <summary>
    /// The elements as an asynchronous collection: each enumeration is a run, which ends when it is left.
    /// </summary>
    /// <param name="runtime">The clock and the scheduler.</param>
    /// <param name="capacity">Elements that are ready before they are asked for.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    public async IAsyncEnumerable<T> AsAsyncEnumerable(
        StreamRuntime runtime, int capacity = 16, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var graph = To(Sink.Queue<T>(capacity)).Run(runtime, cancellation);
        try
        {
            while (await graph.Value.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
            {
                while (graph.Value.TryRead(out var item))
                {
                    yield return item;
                }
            }

            await graph.Completion.ConfigureAwait(false);
        }
        finally
        {
            graph.Abort();
            await graph.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// The elements as an observable: each subscription is a run, which is torn down when it is left.
    /// </summary>
    public IObservable<T> AsObservable(StreamRuntime runtime)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        return new ObservableRun<T>(this, runtime);
    }
}
