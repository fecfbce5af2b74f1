using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>Functions that take their time.</content>
public sealed partial class Source<T>
{
    /// <summary>
    /// Each element through an asynchronous function, some at a time: a pool of workers. The results come in the order
    /// of the elements.
    /// </summary>
    /// <param name="parallelism">How many operations are under way at most.</param>
    /// <param name="selector">Begins the operation; the token is cancelled when nobody waits for it any more.</param>
    public Source<TOut> SelectAsync<TOut>(int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return SelectAsync("select-async", parallelism, true, () => new DirectCall<T, TOut>(selector));
    }

    /// <summary>The same, but the results come as they are ready.</summary>
    /// <param name="parallelism">How many operations are under way at most.</param>
    /// <param name="selector">Begins the operation; the token is cancelled when nobody waits for it any more.</param>
    public Source<TOut> SelectAsyncUnordered<TOut>(
        int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return SelectAsync("select-async-unordered", parallelism, false, () => new DirectCall<T, TOut>(selector));
    }

    private Source<TOut> SelectAsync<TOut>(
        string name, int parallelism, bool isOrdered, Func<IAsyncCall<T, TOut>> createCall)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        return Through<TOut>(name, (up, context) => isOrdered
            ? new SelectAsyncStage<T, TOut>(up, parallelism, createCall(), context)
            : new SelectAsyncUnorderedStage<T, TOut>(up, parallelism, createCall(), context));
    }
}
