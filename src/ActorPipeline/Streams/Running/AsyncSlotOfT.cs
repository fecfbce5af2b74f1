using System.Runtime.CompilerServices;

namespace ActorPipeline.Streams.Running;

/// <summary>A slot for operations with a result. What ends wakes the stage.</summary>
internal class AsyncSlot<T>(Waker waker) : AsyncSlot
{
    private ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _awaiter;

    /// <summary>Whether the present operation was over when it was started, so that nobody was woken for it.</summary>
    public bool IsCompletedAtOnce { get; private set; }

    /// <summary>Takes an operation that has just begun, in a free slot.</summary>
    public void Start(ValueTask<T> operation)
    {
        _awaiter = operation.ConfigureAwait(false).GetAwaiter();
        IsCompletedAtOnce = _awaiter.IsCompleted;
        if (IsCompletedAtOnce)
        {
            MarkCompleted();
            return;
        }

        MarkStarted(out var continuation);
        _awaiter.UnsafeOnCompleted(continuation);
    }

    /// <summary>The result of the completed operation, or its exception; the slot is free then.</summary>
    public T Take()
    {
        var awaiter = _awaiter;
        _awaiter = default;
        MarkFree();
        return awaiter.GetResult();
    }

    protected override void Signal() => waker.Wake();

    protected override void Observe()
    {
        try
        {
            _awaiter.GetResult();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nobody waits for it any more: the stage is closed.
        }
    }
}
