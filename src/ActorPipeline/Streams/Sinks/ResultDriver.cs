using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams.Sinks;

/// <summary>A sink that comes to a result.</summary>
internal abstract class ResultDriver<T, TResult>(Stage<T> upstream) : Driver
{
    private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Result => _result.Task;

    protected Stage<T> Upstream { get; } = upstream;

    public sealed override void Close(Exception? cause)
    {
        try
        {
            CloseSelf();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Settle(failure);
            throw;
        }
        finally
        {
            Upstream.Close();
        }

        Settle(cause);
    }

    /// <summary>The result, when the driver has ended by itself; may throw.</summary>
    protected abstract TResult GetResult();

    protected virtual void CloseSelf()
    {
    }

    private void Settle(Exception? cause)
    {
        try
        {
            if (cause is null)
            {
                _result.TrySetResult(GetResult());
                return;
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            cause = failure;
        }

        if (cause is OperationCanceledException cancelled)
        {
            _result.TrySetCanceled(cancelled.CancellationToken);
            return;
        }

        // The graph's completion says it too; who does not look at both must not be told of a fault nobody looked at.
        _result.TrySetException(cause);
        _ = _result.Task.Exception;
    }
}
