namespace ActorPipeline.Actors;

/// <summary>The actor was not of the version that the message was for; nothing happened.</summary>
public sealed class VersionConflictException(long expected, long actual)
    : Exception($"the actor has version {actual}, the message is for version {expected}; read it again and decide anew")
{
    /// <summary>The version that was asked for: events of the actor.</summary>
    public long Expected { get; } = expected;

    /// <summary>The version that the actor had.</summary>
    public long Actual { get; } = actual;
}
