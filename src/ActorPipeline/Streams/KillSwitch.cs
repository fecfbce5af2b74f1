using System.Runtime.ExceptionServices;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>Ends, from outside, all streams that pass it. It can be thrown once, and stays thrown.</summary>
public sealed class KillSwitch
{
    private readonly Lock _lock = new();
    private readonly List<Waker> _wakers = [];
    private ExceptionDispatchInfo? _cause;
    private volatile bool _isThrown;

    /// <summary>Whether it has been thrown.</summary>
    public bool IsThrown => _isThrown;

    /// <summary>The streams end at the switch, as if their sources had.</summary>
    public void Shutdown() => Throw(null);

    /// <summary>The streams fail at the switch.</summary>
    public void Abort(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        Throw(cause);
    }

    internal void Register(Waker waker)
    {
        lock (_lock)
        {
            _wakers.Add(waker);
        }
    }

    internal void Unregister(Waker waker)
    {
        lock (_lock)
        {
            _wakers.Remove(waker);
        }
    }

    internal void ThrowIfAborted() => _cause?.Throw();

    private void Throw(Exception? cause)
    {
        Waker[] wakers;
        lock (_lock)
        {
            if (_isThrown)
            {
                return;
            }

            _cause = cause is null ? null : ExceptionDispatchInfo.Capture(cause);
            _isThrown = true;
            wakers = [.. _wakers];
        }

        foreach (var waker in wakers)
        {
            waker.Wake();
        }
    }
}
