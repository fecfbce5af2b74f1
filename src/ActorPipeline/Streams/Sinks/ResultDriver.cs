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
            Upstream.Close();
            OnEnd(cause);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Settle(cause ?? failure);
            throw;
        }

        Settle(cause);
    }

    /// <summary>The result, when the driver has ended by itself; may throw.</summary>
    protected abstract TResult GetResult();

    /// <summary>Called when the upstream is closed.</summary>
    protected virtual void OnEnd(Exception? cause)
    {
    }

    private void Settle(Exception? cause)
    {
        try
        {
            Settling.Settle(_result, cause is null ? GetResult() : default!, cause);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Settling.Settle(_result, default!, failure);
        }
    }
}
