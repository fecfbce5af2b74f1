using ActorPipeline.Actors;
using Akka.Actor;

namespace ActorPipeline.Runtime.Regions;

/// <summary>
/// Lets requests in to a shard, up to a number that may wait for it: beyond that, who can wait does, in the order of
/// the calls. Knows those that are in and not yet answered, so that nobody waits for ever when the run ends. Used by
/// any thread.
/// </summary>
internal sealed class RequestGate
{
    private readonly Lock _lock = new();
    private readonly HashSet<ActorRequest> _unanswered = [];
    private readonly Action<ActorRequest> _forget;
    private readonly LinkedList<(ActorRequest Request, TaskCompletionSource HasRoom)> _waiting = [];
    private readonly List<ActorRequest> _early = [];
    private IActorRef? _shard;
    private Exception? _closed;
    private int _count;

    /// <summary>A gate for this many requests; it opens when the shard's actor is there.</summary>
    public RequestGate(int capacity)
    {
        Capacity = capacity;
        _forget = Forget;
    }

    /// <summary>Requests that it holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Requests that are in, and that the shard has not come to yet.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>From now on requests go to this actor; those that are in already go first.</summary>
    public void Open(IActorRef shard)
    {
        lock (_lock)
        {
            _shard = shard;
            foreach (var request in _early)
            {
                shard.Tell(request, ActorRefs.NoSender);
            }

            _early.Clear();
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

            LetIn_NeedsLock(request);
        }

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

            LetIn_NeedsLock(request);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The shard has come to this many requests; as many of those who wait come in.</summary>
    public void OnTaken(int count)
    {
        lock (_lock)
        {
            _count -= count;
            while (_count < Capacity && _waiting.First is { } first)
            {
                _waiting.RemoveFirst();
                LetIn_NeedsLock(first.Value.Request);
                first.Value.HasRoom.SetResult();
            }
        }
    }

    /// <summary>Lets nobody in any more; who is in is still handled.</summary>
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
        }

        foreach (var request in left)
        {
            request.Fail(cause);
        }
    }

    private bool HasRoom_NeedsLock() => _count < Capacity && _waiting.Count == 0;

    /// <summary>Told under the lock, so that what is in when the gate closes comes before the end of the run.</summary>
    private void LetIn_NeedsLock(ActorRequest request)
    {
        request.OnCompleted = _forget;
        _unanswered.Add(request);
        _count++;
        if (_shard is null)
        {
            _early.Add(request);
        }
        else
        {
            _shard.Tell(request, ActorRefs.NoSender);
        }
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
