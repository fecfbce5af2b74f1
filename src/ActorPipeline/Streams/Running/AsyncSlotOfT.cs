using System.Runtime.CompilerServices;

namespace ActorPipeline.Streams.Running;

/// <summary>A slot for operations with a result. What ends wakes the stage.</summary>
internal class AsyncSlot<T>(Waker waker) : AsyncSlot
{
    private ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _awaiter;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _voidAwaiter;
    private bool _isVoid;
    private T _given = default!;

    /// <summary>Whether the present operation was over when it was started, so that nobody was woken for it.</summary>
    public bool IsCompletedAtOnce { get; private set; }

    /// <summary>Takes an operation that has just begun, in a free slot.</summary>
    public void Start(ValueTask<T> operation)
    {
        _isVoid = false;
        _awaiter = operation.ConfigureAwait(false).GetAwaiter();
        IsCompletedAtOnce = _awaiter.IsCompleted;
        if (IsCompletedAtOnce)
        {
            MarkCompleted();
            return;
        }

        Await(ref _awaiter);
    }

    /// <summary>The same of an operation without a result, in whose place there is <paramref name="given"/>.</summary>
    public void Start(ValueTask operation, T given)
    {
        (_isVoid, _given) = (true, given);
        _voidAwaiter = operation.ConfigureAwait(false).GetAwaiter();
        IsCompletedAtOnce = _voidAwaiter.IsCompleted;
        if (IsCompletedAtOnce)
        {
            MarkCompleted();
            return;
        }

        Await(ref _voidAwaiter);
    }

    /// <summary>The result of the completed operation, or its exception; the slot is free then.</summary>
    public T Take()
    {
        MarkFree();
        if (_isVoid)
        {
            var (awaiter, given) = (_voidAwaiter, _given);
            (_voidAwaiter, _given) = (default, default!);
            awaiter.GetResult();
            return given;
        }

        var resultAwaiter = _awaiter;
        _awaiter = default;
        return resultAwaiter.GetResult();
    }

    protected override void Signal() => waker.Wake();

    protected override void Observe()
    {
        try
        {
            Take();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Nobody waits for it any more: the stage is closed.
        }
    }
}
