using System.Runtime.ExceptionServices;
using ActorPipeline.Streams.Detached;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>
/// A bounded queue into a stream, for producers on any threads. It feeds one run of
/// <see cref="Source.From{T}(SourceQueue{T})"/>, and is closed when that ends.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class SourceQueue<T>
{
    private readonly Lock _lock = new();
    private readonly Ring<T> _ring;
    private readonly OverflowStrategy _strategy;
    private readonly DropCounter? _counter;
    private ExceptionDispatchInfo? _failure;
    private TaskCompletionSource? _room;
    private Waker? _reader;
    private bool _isReaderWaiting;
    private bool _isClosed;
    private bool _isTaken;

    /// <summary>Makes a queue.</summary>
    /// <param name="capacity">Elements that it holds at most.</param>
    /// <param name="strategy">What becomes of an element for which there is no room.</param>
    /// <param name="counter">Counts what is dropped.</param>
    public SourceQueue(
        int capacity, OverflowStrategy strategy = OverflowStrategy.Backpressure, DropCounter? counter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_ring, _strategy, _counter) = (new Ring<T>(capacity), strategy, counter);
    }

    /// <summary>Elements in the queue.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ring.Count;
            }
        }
    }

    /// <summary>Offers an element. Never waits.</summary>
    public OfferResult Offer(T item)
    {
        Waker? waker = null;
        lock (_lock)
        {
            if (_isClosed)
            {
                return OfferResult.Closed;
            }

            if (_ring.IsFull && _strategy == OverflowStrategy.Backpressure)
            {
                return OfferResult.Full;
            }

            if (_ring.IsFull && !Overflow_NeedsLock())
            {
                return _isClosed ? OfferResult.Closed : OfferResult.Dropped;
            }

            _ring.Add(item);
            if (_isReaderWaiting)
            {
                _isReaderWaiting = false;
                waker = _reader;
            }
        }

        waker?.Wake();
        return OfferResult.Enqueued;
    }

    /// <summary>Offers an element, and waits while the queue is full and its strategy is backpressure.</summary>
    public async ValueTask<OfferResult> OfferAsync(T item, CancellationToken cancellation = default)
    {
        while (true)
        {
            var result = Offer(item);
            if (result != OfferResult.Full)
            {
                return result;
            }

            Task room;
            lock (_lock)
            {
                if (_isClosed || !_ring.IsFull)
                {
                    continue;
                }

                _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                room = _room.Task;
            }

            await room.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>No more are offered: the stream ends after what is in the queue.</summary>
    public void Complete() => Close(null);

    /// <summary>The stream fails after what is in the queue.</summary>
    public void Fail(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        Close(cause);
    }

    /// <summary>Takes an element for the stream, which is woken later if there is none.</summary>
    internal PullStatus Take(out T item)
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            if (!_ring.TryTake(out item))
            {
                if (_isClosed)
                {
                    _failure?.Throw();
                    return PullStatus.Done;
                }

                _isReaderWaiting = true;
                return PullStatus.Pending;
            }

            (room, _room) = (_room, null);
        }

        room?.SetResult();
        return PullStatus.Item;
    }

    /// <exception cref="InvalidOperationException">Another run has it.</exception>
    internal void Attach(Waker reader)
    {
        lock (_lock)
        {
            if (_isTaken)
            {
                throw new InvalidOperationException("the queue feeds another run already; make a queue for each run");
            }

            (_isTaken, _reader) = (true, reader);
        }
    }

    /// <summary>The stream is over.</summary>
    internal void Detach()
    {
        Close(null);
        lock (_lock)
        {
            _ring.Clear();
            _reader = null;
        }
    }

    private bool Overflow_NeedsLock()
    {
        try
        {
            return _ring.Overflow(_strategy, _counter);
        }
        catch (BufferOverflowException overflow)
        {
            _failure = ExceptionDispatchInfo.Capture(overflow);
            _isClosed = true;
            return false;
        }
    }

    private void Close(Exception? cause)
    {
        TaskCompletionSource? room;
        Waker? waker;
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            _failure = cause is null ? null : ExceptionDispatchInfo.Capture(cause);
            (room, _room) = (_room, null);
            waker = _reader;
        }

        room?.SetResult();
        waker?.Wake();
    }
}
