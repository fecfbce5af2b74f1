namespace ActorPipeline.Actors;

/// <summary>A task that ends when what a message did is on disk, with the reply; or fails.</summary>
internal sealed class TaskRequester()
    : TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously), IRequester
{
    public void OnHandled(object? reply) => TrySetResult(reply);

    public void OnFailed(Exception cause) => TrySetException(cause);
}
