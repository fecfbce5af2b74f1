namespace ActorPipeline.Actors;

/// <summary>
/// A message to an actor from inside the process, and whoever waits for what becomes of it. Completed once, by the
/// journal when the commit that it is part of is on disk, or by whoever knows that it never will be.
/// </summary>
internal abstract class ActorRequest
{
    private readonly IRequester? _requester;
    private int _isCompleted;

    private protected ActorRequest(ulong hash, byte[] key) => (Hash, Key) = (hash, key);

    /// <summary>Hash of the actor's key.</summary>
    public ulong Hash { get; }

    /// <summary>The actor's key.</summary>
    public ReadOnlySpan<byte> KeyBytes => Key;

    /// <summary>
    /// The version that the actor must have when it gets the message, also where it had to wait; null for any.
    /// </summary>
    public long? ExpectedVersion { get; init; }

    internal byte[] Key { get; }

    /// <summary>Who is told what becomes of it; null for nobody.</summary>
    internal IRequester? Requester
    {
        init => _requester = value;
    }

    /// <summary>Called once, when the request is completed.</summary>
    internal Action<ActorRequest>? OnCompleted { get; set; }

    /// <summary>The message was handled and all of it is committed.</summary>
    /// <param name="reply">What the actor replied; null for nothing.</param>
    internal void Complete(object? reply)
    {
        if (IsFirst())
        {
            _requester?.OnHandled(reply);
            OnCompleted?.Invoke(this);
        }
    }

    /// <summary>The message was not handled, or nobody knows.</summary>
    internal void Fail(Exception cause)
    {
        if (IsFirst())
        {
            _requester?.OnFailed(cause);
            OnCompleted?.Invoke(this);
        }
    }

    /// <summary>A run that ends fails what is left, while its shards may still answer.</summary>
    private bool IsFirst() => Interlocked.Exchange(ref _isCompleted, 1) == 0;
}
