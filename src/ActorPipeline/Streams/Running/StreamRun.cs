namespace ActorPipeline.Streams.Running;

/// <summary>The state of a running graph that its islands share.</summary>
#pragma warning disable CA1001 // The source has neither timer nor link, and a late stage may still ask for its token.
internal sealed class StreamRun
#pragma warning restore CA1001
{
    private const int Running = 0;
    private const int Stopping = 1;
    private const int Aborting = 2;

    private readonly Lock _lock = new();
    private readonly List<StreamIsland> _islands = [];
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private volatile int _phase;
    private volatile Exception? _cause;
    private bool _isFailed;
    private int _holds = 1;

    public StreamRun(StreamRuntime runtime)
    {
        Runtime = runtime;
        Token = _cancellation.Token;
    }

    public StreamRuntime Runtime { get; }

    public CancellationToken Token { get; }

    public Task Completion => _completion.Task;

    /// <summary>Why the graph is torn down; null when it is not.</summary>
    public Exception? Cause => _cause;

    public bool IsStopping => _phase != Running;

    public bool IsAborting => _phase == Aborting;

    public StreamIsland[] Islands
    {
        get
        {
            lock (_lock)
            {
                return [.. _islands];
            }
        }
    }

    /// <summary>Begins to listen for cancellation.</summary>
    public void Start(CancellationToken cancellation)
    {
        Runtime.CountGraph(1);
        _registration = cancellation.UnsafeRegister(
            static (run, token) => ((StreamRun)run!).TearDown(new OperationCanceledException(token), false), this);
    }

    public void BeginIslands(List<StreamIsland> islands)
    {
        foreach (var island in islands)
        {
            Hold();
            Runtime.CountIsland(1);
            lock (_lock)
            {
                _islands.Add(island);
            }

            if (IsStopping)
            {
                island.Interrupt();
            }

            Runtime.Scheduler.Schedule(island);
        }
    }

    public void EndIsland(StreamIsland island)
    {
        lock (_lock)
        {
            _islands.Remove(island);
        }

        Runtime.CountIsland(-1);
        Release();
    }

    public void Stop()
    {
        if (Interlocked.CompareExchange(ref _phase, Stopping, Running) == Running)
        {
            InterruptIslands();
        }
    }

    public void Abort() => TearDown(new OperationCanceledException("the graph was aborted", Token), false);

    /// <summary>
    /// A driver failed: everything is torn down, and completes with the cause. The first cause counts.
    /// </summary>
    public void Fail(Exception cause) => TearDown(cause, true);

    public void ThrowIfAborting()
    {
        if (IsAborting)
        {
            throw new OperationCanceledException("the graph is being torn down", _cause, Token);
        }
    }

    /// <summary>The graph is not over before as many releases.</summary>
    public void Hold() => Interlocked.Increment(ref _holds);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            Complete();
        }
    }

    /// <summary>The graph is not over before this is, and fails if it does.</summary>
    public void Await(Task cleanup)
    {
        Hold();
        cleanup.ContinueWith(
            static (task, run) => ((StreamRun)run!).OnCleanedUp(task),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void OnCleanedUp(Task cleanup)
    {
        if (cleanup.Exception is { } failure)
        {
            Fail(failure.InnerException ?? failure);
        }

        Release();
    }

    private void TearDown(Exception cause, bool isFailure)
    {
        lock (_lock)
        {
            if (_cause is not null || _completion.Task.IsCompleted)
            {
                return;
            }

            (_cause, _isFailed) = (cause, isFailure);
            _phase = Aborting;
        }

        InterruptIslands();
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException)
        {
            // What somebody's callback throws now must not hide the cause.
        }
    }

    private void InterruptIslands()
    {
        foreach (var island in Islands)
        {
            island.Interrupt();
        }
    }

    private void Complete()
    {
        _registration.Unregister();
        Runtime.CountGraph(-1);
        bool isFailed;
        lock (_lock)
        {
            isFailed = _isFailed;
        }

        if (isFailed)
        {
            _completion.TrySetException(_cause!);
        }
        else if (_cause is OperationCanceledException cancelled)
        {
            _completion.TrySetCanceled(cancelled.CancellationToken);
        }
        else
        {
            _completion.TrySetResult();
        }
    }
}
