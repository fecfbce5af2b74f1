namespace ActorPipeline.Streams.Sinks;

/// <summary>Completes what a sink has promised.</summary>
internal static class Settling
{
    /// <param name="promise">What is completed.</param>
    /// <param name="result">With what, when there is no cause.</param>
    /// <param name="cause">Why there is no result.</param>
    public static void Settle<TResult>(TaskCompletionSource<TResult> promise, TResult result, Exception? cause)
    {
        switch (cause)
        {
            case null:
                promise.TrySetResult(result);
                break;
            case OperationCanceledException cancelled:
                promise.TrySetCanceled(cancelled.CancellationToken);
                break;
            default:
                promise.TrySetException(cause);

                // The graph's completion says it too, and whoever looks there must not be told of it once more.
                _ = promise.Task.Exception;
                break;
        }
    }
}
