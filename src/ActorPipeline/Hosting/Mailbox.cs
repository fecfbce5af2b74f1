using ActorPipeline.Actors;

namespace ActorPipeline.Hosting;

/// <summary>
/// Requests to the actors of one loop, up to a number; and those that are taken and not yet answered, so that nobody
/// waits for ever when the run ends. Written by any thread, read by the loop.
/// </summary>
internal sealed class Mailbox
{
    private readonly Lock _lock = new();
    private readonly Queue<ActorRequest> _requests = new();
    private readonly HashSet<ActorRequest> _unanswered = [];
    private readonly Action<ActorRequest> _forget;
    private readonly Signal _reader;
    private readonly LinkedList<(ActorRequest Request, TaskCompletionSource HasRoom)> _waiting = [];
    private Exception? _closed;

    /// <summary>A mailbox for this many requests that wakes its reader.</summary>
    public Mailbox(int capacity, Signal reader)
    {
        (Capacity, _reader) = (capacity, reader);
        _forget = Forget;
    }

    /// <summary>Requests that it holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Requests that it holds.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>Puts a request in; false when there is no room, or others wait for some.</summary>
    /// <exception cref="RegionClosedException">The run is ending.</exception>
    public bool TryWrite(ActorRequest request)
    {
        lock (_lock)
        {
            if (_closed is { } cause)
            {
                throw cause;
            }

            if (!HasRoom_NeedsLock())
            {
                return false;
            }

            Add_NeedsLock(request);
        }

        _reader.Set();
        return true;
    }

    /// <summary>Puts a request in as soon as there is room; in the order of the calls.</summary>
    /// <exception cref="RegionClosedException">The run is ending.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; the request is not put in.</exception>
    public ValueTask WriteAsync(ActorRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LinkedListNode<(ActorRequest Request, TaskCompletionSource HasRoom)> place;
        lock (_lock)
        {
            if (_closed is { } cause)
            {
                throw cause;
            }

            if (!HasRoom_NeedsLock())
            {
                place = _waiting.AddLast(
                    (request, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
                return new ValueTask(WaitAsync(place, cancellation));
            }

            Add_NeedsLock(request);
        }

        _reader.Set();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes requests out, up to a number; those who wait come in then.</summary>
    public void Read(List<ActorRequest> requests, int most)
    {
        lock (_lock)
        {
            while (requests.Count < most && _requests.TryDequeue(out var request))
            {
                requests.Add(request);
            }

            while (_requests.Count < Capacity && _waiting.First is { } first)
            {
                _waiting.RemoveFirst();
                Add_NeedsLock(first.Value.Request);
                first.Value.HasRoom.SetResult();
            }
        }
    }

    /// <summary>Takes no more; what it holds is still handled.</summary>
    public void Stop(Exception cause)
    {
        lock (_lock)
        {
            _closed ??= cause;
            foreach (var (_, hasRoom) in _waiting)
            {
                hasRoom.SetException(cause);
            }

            _waiting.Clear();
        }
    }

    /// <summary>Nothing is handled any more: whoever still waits is told.</summary>
    public void Close(Exception cause)
    {
        Stop(cause);
        ActorRequest[] left;
        lock (_lock)
        {
            left = [.. _unanswered];
            _requests.Clear();
        }

        foreach (var request in left)
        {
            request.Fail(cause);
        }
    }

    private bool HasRoom_NeedsLock() => _requests.Count < Capacity && _waiting.Count == 0;

    private void Add_NeedsLock(ActorRequest request)
    {
        request.OnCompleted = _forget;
        _requests.Enqueue(request);
        _unanswered.Add(request);
    }

    private async Task WaitAsync(
        LinkedListNode<(ActorRequest Request, TaskCompletionSource HasRoom)> place, CancellationToken cancellation)
    {
        var hasRoom = place.Value.HasRoom;
        await using var registration = cancellation.UnsafeRegister(
            _ =>
            {
                lock (_lock)
                {
                    if (place.List is not null)
                    {
                        _waiting.Remove(place);
                        hasRoom.SetCanceled(cancellation);
                    }
                }
            },
            null);
        await hasRoom.Task.ConfigureAwait(false);
    }

    private void Forget(ActorRequest request)
    {
        lock (_lock)
        {
            _unanswered.Remove(request);
        }
    }
}
