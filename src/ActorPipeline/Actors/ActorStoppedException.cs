namespace ActorPipeline.Actors;

/// <summary>The actor was stopped after a failure, and takes no message until it is resumed.</summary>
public sealed class ActorStoppedException(string reason)
    : Exception($"the actor was stopped: {reason}; resume it when the cause is gone")
{
    /// <summary>Why it was stopped.</summary>
    public string Reason { get; } = reason;
}
