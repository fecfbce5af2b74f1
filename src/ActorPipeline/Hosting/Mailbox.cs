using ActorPipeline.Actors;

namespace ActorPipeline.Hosting;

/// <summary>Requests to the actors of one loop, up to a number. Written by any thread, read by the loop.</summary>
internal sealed class Mailbox(int capacity, Signal reader)
{
    private readonly Lock _lock = new();
    private readonly Queue<ActorRequest> _requests = new();
    private TaskCompletionSource? _room;
    private Exception? _closed;

    /// <summary>Requests that it holds at most.</summary>
    public int Capacity { get; } = capacity;

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

            _requests.Enqueue(request);
        }

        reader.Set();
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
        TaskCompletionSource? room = null;
        lock (_lock)
        {
            while (requests.Count < most && _requests.TryDequeue(out var request))
            {
                requests.Add(request);
            }

            if (requests.Count > 0)
            {
                (room, _room) = (_room, null);
            }
        }

        room?.SetResult();
    }

    /// <summary>Takes no more, and fails what it holds.</summary>
    public void Close(Exception cause)
    {
        ActorRequest[] left;
        TaskCompletionSource? room;
        lock (_lock)
        {
            _closed ??= cause;
            left = [.. _requests];
            _requests.Clear();
            (room, _room) = (_room, null);
        }

        room?.SetResult();
        foreach (var request in left)
        {
            request.Fail(cause);
        }
    }
}
