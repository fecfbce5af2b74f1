namespace ActorPipeline.Streams.Running;

/// <summary>
/// The asynchronous operations of one stage: their token, which the stage's end cancels, and a hold on the graph until
/// the last of those that are under way then has ended.
/// </summary>
internal sealed class OperationScope
{
    private readonly StreamRun _run;
    private readonly CancellationTokenSource _source;
    private int _holds = 1;

    public OperationScope(StreamRun run)
    {
        _run = run;
        _source = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        Token = _source.Token;
    }

    public CancellationToken Token { get; }

    public void Hold()
    {
        _run.Hold();
        Interlocked.Increment(ref _holds);
    }

    public void Release()
    {
        ReleaseSource();
        _run.Release();
    }

    /// <summary>Cancels what is under way; once, after it was abandoned.</summary>
    public void Close()
    {
        try
        {
            if (Volatile.Read(ref _holds) > 1)
            {
                _source.Cancel();
            }
        }
        finally
        {
            ReleaseSource();
        }
    }

    private void ReleaseSource()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            _source.Dispose();
        }
    }
}
