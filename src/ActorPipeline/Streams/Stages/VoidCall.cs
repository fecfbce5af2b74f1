using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Stages;

/// <summary>A function without a result, in whose place there is the element.</summary>
internal sealed class VoidCall<T>(Func<T, CancellationToken, ValueTask> action) : IAsyncCall<T, T>
{
    public void Start(AsyncSlot<T> slot, T input, CancellationToken token)
    {
        ValueTask operation;
        try
        {
            operation = action(input, token);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            operation = ValueTask.FromException(failure);
        }

        slot.Start(operation, input);
    }
}
