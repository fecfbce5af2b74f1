using ActorPipeline.Streams.Running;
using Polly;

namespace ActorPipeline.Streams.Stages;

/// <summary>A function within a resilience pipeline: retries, a circuit breaker, a timeout.</summary>
internal sealed class ResilientCall<TIn, TOut>(
    ResiliencePipeline pipeline, Func<TIn, CancellationToken, ValueTask<TOut>> selector) : IAsyncCall<TIn, TOut>
{
    public void Start(AsyncSlot<TOut> slot, TIn input, CancellationToken token) => slot.Start(pipeline.ExecuteAsync(
        static (call, cancellation) => call.Selector(call.Input, cancellation),
        (Selector: selector, Input: input),
        token));
}
