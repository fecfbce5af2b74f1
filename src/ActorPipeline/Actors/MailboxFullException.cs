namespace ActorPipeline.Actors;

/// <summary>As many messages wait for the actors as may; nothing happened, try again later.</summary>
public sealed class MailboxFullException(int capacity)
    : Exception($"{capacity} messages wait already (engine.mailbox-size); try again later")
{
    /// <summary>Messages that may wait.</summary>
    public int Capacity { get; } = capacity;
}
