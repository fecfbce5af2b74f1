namespace ActorPipeline.Runtime.Persistence;

/// <summary>What became of a commit whose answer was <see cref="JournalProtocol.Unknown"/>, by the head.</summary>
internal enum CommitResolution
{
    /// <summary>It is on disk.</summary>
    Committed,

    /// <summary>It did not happen, or has not yet: the same commit is sent again.</summary>
    SendAgain,

    /// <summary>The head is of somebody else's making: stop.</summary>
    Fenced,
}
