using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Regions;

/// <summary>Actors as the end of a stream.</summary>
public static class ActorSink
{
    /// <summary>
    /// A sink that sends each element to an actor. It asks for more only as there is room in the actors' mailboxes and
    /// what was sent before is on disk; it ends when all is. Messages of one stream to one actor stay in order.
    /// </summary>
    /// <param name="region">The actors.</param>
    /// <param name="key">Which actor an element is for.</param>
    /// <param name="message">What it is told.</param>
    /// <param name="parallelism">Messages on their way at most: what one commit can hold of the stream.</param>
    /// <returns>The sink; gives how many elements there were.</returns>
    public static Sink<T, Task<long>> Of<T, TMessage>(
        ActorRegion<TMessage> region, Func<T, string> key, Func<T, TMessage> message, int parallelism = 1_024)
        where TMessage : notnull
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(message);

        // Sent one after the other, so that they stay in order; waited for together.
        return Flow.Create<T>()
            .SelectAsync(1, async element => await region.SendAsync(key(element), message(element)))
            .SelectAsync(parallelism, async sent =>
            {
                await sent.ConfigureAwait(false);
                return true;
            })
            .ToMaterialized(Sink.Aggregate<bool, long>(0, (count, _) => count + 1), Keep.Right);
    }
}
