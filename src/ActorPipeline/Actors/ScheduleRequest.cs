namespace ActorPipeline.Actors;

/// <summary>Asks for a message to be delivered to an actor later; answered when that is on disk.</summary>
internal sealed class ScheduleRequest<TMessage>(ulong hash, byte[] key, TimerChange<TMessage> job)
    : ActorRequest(hash, key)
{
    /// <summary>The job.</summary>
    public TimerChange<TMessage> Job { get; } = job;
}
