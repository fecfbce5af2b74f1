namespace ActorPipeline.Actors;

/// <summary>Asks for a message to be delivered to an actor later; answered when that is on disk.</summary>
internal sealed class ScheduleRequest<TMessage>(
    ulong hash, byte[] key, (string Name, long DelayUs, int Retries) job, TMessage message) : ActorRequest(hash, key)
{
    /// <summary>Its name among the actor's timers, the delay in microseconds, how often it is tried again.</summary>
    public (string Name, long DelayUs, int Retries) Job { get; } = job;

    /// <summary>The message.</summary>
    public TMessage Message { get; } = message;
}
