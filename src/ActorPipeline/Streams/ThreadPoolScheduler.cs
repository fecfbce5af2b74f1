namespace ActorPipeline.Streams;

/// <summary>Runs graphs on the thread pool.</summary>
public sealed class ThreadPoolScheduler : IStreamScheduler
{
    private ThreadPoolScheduler()
    {
    }

    /// <summary>The only one.</summary>
    public static ThreadPoolScheduler Instance { get; } = new();

    /// <inheritdoc />
    public bool IsBusy => ThreadPool.PendingWorkItemCount > 0;

    /// <inheritdoc />
    public void Schedule(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
