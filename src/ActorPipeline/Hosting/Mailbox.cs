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
    private TaskCompletionSource? _room;
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

    /// <summary>Puts a request in; false when there is no room.</summary>
    /// <exception cref="RegionClosedException">The run is ending.</exception>
    public bool TryWrite(ActorRequest request)
    {
        lock (_lock)
        {
            if (_closed is { } cause)
            {
                throw cause;
            }

            if (_requests.Count >= Capacity)
            {
                return false;
            }

            request.OnCompleted = _forget;
            _requests.Enqueue(request);
            _unanswered.Add(request);
        }

        _reader.Set();
        return true;
    }

    /// <summary>Ends when there may be room.</summary>
    public Task WaitForRoom()
    {
        lock (_lock)
        {
            if (_requests.Count < Capacity || _closed is not null)
            {
                return Task.CompletedTask;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Takes requests out, up to a number.</summary>
    public void Read(List<ActorRequest> requests, int most)
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            while (requests.Count < most && _requests.TryDequeue(out var request))
            {
                requests.Add(request);
            }

            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Takes no more; what it holds is still handled.</summary>
    public void Stop(Exception cause)
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _closed ??= cause;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
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

    private void Forget(ActorRequest request)
    {
        lock (_lock)
        {
            _unanswered.Remove(request);
        }
    }
}
