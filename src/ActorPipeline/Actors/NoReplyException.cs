namespace ActorPipeline.Actors;

/// <summary>The actor handled the message, and it is committed, but it did not reply.</summary>
public sealed class NoReplyException(string actor)
    : Exception($"actor {actor} handled the message and did not reply; use TellAsync, or let it Reply")
{
    /// <summary>The actor's name.</summary>
    public string Actor { get; } = actor;
}
