using System.Runtime.CompilerServices;

namespace ActorPipeline.Streams.Running;

/// <summary>
/// A place for one asynchronous operation of a stage at a time, used again for the next. Waiting for an operation
/// allocates nothing here.
/// </summary>
internal abstract class AsyncSlot
{
    private const int Free = 0;
    private const int Started = 1;
    private const int Completed = 2;
    private const int Abandoned = 3;

    private readonly Action _continuation;
    private int _state;
    private OperationScope? _scope;
    private TaskCompletionSource? _ended;

    protected AsyncSlot() => _continuation = OnCompleted;

    public bool IsFree => Volatile.Read(ref _state) == Free;

    public bool IsCompleted => Volatile.Read(ref _state) == Completed;

    /// <summary>Lets go of an operation that may be under way; the graph is not over before it has ended.</summary>
    public void Abandon(OperationScope scope)
    {
        scope.Hold();
        _scope = scope;
        switch (Interlocked.CompareExchange(ref _state, Abandoned, Started))
        {
            case Started:
                return;
            case Completed:
                Observe();
                break;
        }

        scope.Release();
    }

    /// <summary>Lets go of an operation that may be under way, for somebody who goes on when it has ended.</summary>
    public Task WhenEnded()
    {
        _ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        switch (Interlocked.CompareExchange(ref _state, Abandoned, Started))
        {
            case Started:
                return _ended.Task;
            case Completed:
                Observe();
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>Called on whatever thread an operation ends on, when it was not over at once.</summary>
    protected abstract void Signal();

    /// <summary>Takes the result and ignores it, whatever it is.</summary>
    protected abstract void Observe();

    protected void MarkFree() => _state = Free;

    protected void MarkCompleted() => _state = Completed;

    /// <summary>Marks the operation as under way and asks it for the continuation, which it may refuse.</summary>
    protected void Await<TAwaiter>(ref TAwaiter awaiter)
        where TAwaiter : struct, ICriticalNotifyCompletion
    {
        Volatile.Write(ref _state, Started);
        try
        {
            awaiter.UnsafeOnCompleted(_continuation);
        }
        catch
        {
            MarkFree();
            throw;
        }
    }

    private void OnCompleted()
    {
        if (Interlocked.CompareExchange(ref _state, Completed, Started) == Started)
        {
            Signal();
            return;
        }

        Observe();
        _scope?.Release();
        _ended?.SetResult();
    }
}
