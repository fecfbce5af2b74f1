using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>How an element becomes an operation in a slot.</summary>
internal interface IAsyncCall<TIn, TOut>
{
    void Start(AsyncSlot<TOut> slot, TIn input, CancellationToken token);
}

/// <summary>A function of the user's; what it throws at once is a result like any other.</summary>
internal sealed class DirectCall<TIn, TOut>(Func<TIn, CancellationToken, ValueTask<TOut>> selector)
    : IAsyncCall<TIn, TOut>
{
    public void Start(AsyncSlot<TOut> slot, TIn input, CancellationToken token)
    {
        ValueTask<TOut> operation;
        try
        {
            operation = selector(input, token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            operation = ValueTask.FromException<TOut>(failure);
        }

        slot.Start(operation);
    }
}
