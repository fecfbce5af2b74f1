namespace ActorPipeline.Streams;

/// <summary>Watches a place in a stream. Can be read from any thread at any time.</summary>
public sealed class StreamMonitor
{
    private long _elements;
    private volatile int _state;
    private volatile Exception? _failure;

    /// <summary>Elements that have passed, in all runs.</summary>
    public long Elements => Interlocked.Read(ref _elements);

    /// <summary>The state of the run that changed last.</summary>
    public StreamState State => (StreamState)_state;

    /// <summary>What the last run that failed has failed with.</summary>
    public Exception? Failure => _failure;

    internal void OnStarted() => _state = (int)StreamState.Running;

    internal void OnElement() => Interlocked.Increment(ref _elements);

    internal void OnEnded(StreamState state, Exception? failure)
    {
        _failure = failure ?? _failure;
        _state = (int)state;
    }
}
