namespace ActorPipeline.Events;

/// <summary>Wakes whoever waits for the next commit. Thread-safe.</summary>
internal sealed class CommitNotice
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _next;

    /// <summary>Ends with the next commit. Whoever waits asks for it before it looks what there is.</summary>
    public Task Next
    {
        get
        {
            lock (_lock)
            {
                _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _next.Task;
            }
        }
    }

    /// <summary>Something was committed.</summary>
    public void Set()
    {
        TaskCompletionSource? done;
        lock (_lock)
        {
            (done, _next) = (_next, null);
        }

        done?.SetResult();
    }
}
