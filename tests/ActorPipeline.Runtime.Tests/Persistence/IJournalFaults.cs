namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>What can go wrong between a node and what its journal stands on.</summary>
internal interface IJournalFaults
{
    /// <summary>The node freezes before its next writes of commits: they are held until <see cref="Thaw"/>.</summary>
    void Freeze();

    /// <summary>What was held happens now.</summary>
    void Thaw();

    /// <summary>The next commit happens, and its reply is lost.</summary>
    void LoseReply();

    /// <summary>The next commit does not happen, and fails.</summary>
    void LoseWrite();
}
