using Polly;

namespace ActorPipeline.Streams;

/// <content>Functions that take their time.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.SelectAsync{TOut}(int, Func{T, CancellationToken, ValueTask{TOut}})" />
    public Flow<TIn, TNext> SelectAsync<TNext>(
        int parallelism, Func<TOut, CancellationToken, ValueTask<TNext>> selector) =>
        Then(source => source.SelectAsync(parallelism, selector));

    /// <inheritdoc cref="Source{T}.SelectAsyncUnordered{TOut}(int, Func{T, CancellationToken, ValueTask{TOut}})" />
    public Flow<TIn, TNext> SelectAsyncUnordered<TNext>(
        int parallelism, Func<TOut, CancellationToken, ValueTask<TNext>> selector) =>
        Then(source => source.SelectAsyncUnordered(parallelism, selector));

    /// <inheritdoc
    /// cref="Source{T}.SelectAsync{TOut}(int, ResiliencePipeline, Func{T, CancellationToken, ValueTask{TOut}})" />
    public Flow<TIn, TNext> SelectAsync<TNext>(
        int parallelism, ResiliencePipeline resilience, Func<TOut, CancellationToken, ValueTask<TNext>> selector) =>
        Then(source => source.SelectAsync(parallelism, resilience, selector));

    /// <inheritdoc cref="Source{T}.SelectParallel{TOut}(int, Func{T, TOut})" />
    public Flow<TIn, TNext> SelectParallel<TNext>(int parallelism, Func<TOut, TNext> selector) =>
        Then(source => source.SelectParallel(parallelism, selector));
}
