using ActorPipeline.Streams.Stages;
using Polly;

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
        return SelectAsync("select-async", parallelism, true, _ => new DirectCall<T, TOut>(selector));
    }

    /// <summary>The same, but the results come as they are ready.</summary>
    /// <param name="parallelism">How many operations are under way at most.</param>
    /// <param name="selector">Begins the operation; the token is cancelled when nobody waits for it any more.</param>
    public Source<TOut> SelectAsyncUnordered<TOut>(
        int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return SelectAsync("select-async-unordered", parallelism, false, _ => new DirectCall<T, TOut>(selector));
    }

    /// <summary>
    /// The same within a resilience pipeline: what that does about failures, such as to retry or to break the circuit,
    /// comes before any supervision.
    /// </summary>
    /// <param name="parallelism">How many operations are under way at most.</param>
    /// <param name="resilience">Around each operation. Give it the runtime's clock.</param>
    /// <param name="selector">Begins the operation, perhaps several times for an element.</param>
    public Source<TOut> SelectAsync<TOut>(
        int parallelism, ResiliencePipeline resilience, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(resilience);
        ArgumentNullException.ThrowIfNull(selector);
        return SelectAsync(
            "select-async", parallelism, true, _ => new ResilientCall<T, TOut>(resilience, selector));
    }

    /// <summary>
    /// Each element through a function that computes, on several threads at once. The results come in the order of the
    /// elements.
    /// </summary>
    public Source<TOut> SelectParallel<TOut>(int parallelism, Func<T, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return SelectAsync(
            "select-parallel",
            parallelism,
            true,
            context => new ParallelCall<T, TOut>(selector, context.Run.Runtime.Scheduler));
    }

    /// <summary>
    /// Waits for an asynchronous action on each element, some at a time, and gives the elements as their actions end.
    /// </summary>
    internal Source<T> Await(int parallelism, Func<T, CancellationToken, ValueTask> action) =>
        SelectAsync("await", parallelism, false, _ => new VoidCall<T>(action));

    private Source<TOut> SelectAsync<TOut>(
        string name, int parallelism, bool isOrdered, Func<StageContext, IAsyncCall<T, TOut>> createCall)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        return Through<TOut>(name, (up, context) => isOrdered
            ? new SelectAsyncStage<T, TOut>(up, parallelism, createCall(context), context)
            : new SelectAsyncUnorderedStage<T, TOut>(up, parallelism, createCall(context), context));
    }
}
