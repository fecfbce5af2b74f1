namespace ActorPipeline.Runtime.Persistence;

/// <summary>Decides by the head what became of a commit.</summary>
internal static class CommitResolutions
{
    /// <summary>What a head says of a commit that was sent.</summary>
    public static CommitResolution Of(JournalProtocol.Commit commit, JournalProtocol.Head head)
    {
        ArgumentNullException.ThrowIfNull(commit);
        ArgumentNullException.ThrowIfNull(head);
        return (head.Epoch == commit.Epoch, head.Sequence - commit.Sequence) switch
        {
            (true, 0) => CommitResolution.Committed,
            (true, -1) => CommitResolution.SendAgain,
            _ => CommitResolution.Fenced,
        };
    }
}
