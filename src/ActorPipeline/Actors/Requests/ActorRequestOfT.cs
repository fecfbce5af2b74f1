namespace ActorPipeline.Actors;

/// <summary>A message to an actor, from inside the process.</summary>
internal sealed class ActorRequest<TMessage>(ulong hash, byte[] key, TMessage message) : ActorRequest(hash, key)
{
    /// <summary>The message.</summary>
    public TMessage Message { get; } = message;
}
