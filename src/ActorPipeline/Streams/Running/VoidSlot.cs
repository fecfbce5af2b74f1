using System.Runtime.CompilerServices;

namespace ActorPipeline.Streams.Running;

/// <summary>A slot for operations without a result. What ends wakes the stage.</summary>
internal sealed class VoidSlot(Waker waker) : AsyncSlot
{
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;

    /// <summary>Takes an operation that has just begun, in a free slot.</summary>
    public void Start(ValueTask operation)
    {
        _awaiter = operation.ConfigureAwait(false).GetAwaiter();
        if (_awaiter.IsCompleted)
        {
            MarkCompleted();
            return;
        }

        MarkStarted(out var continuation);
        _awaiter.UnsafeOnCompleted(continuation);
    }

    /// <summary>Throws if the completed operation did; the slot is free then.</summary>
    public void Take()
    {
        var awaiter = _awaiter;
        _awaiter = default;
        MarkFree();
        awaiter.GetResult();
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
