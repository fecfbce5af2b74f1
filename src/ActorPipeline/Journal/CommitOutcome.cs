namespace ActorPipeline.Journal;

/// <summary>What became of a shard's part of a group commit.</summary>
public enum CommitOutcome
{
    /// <summary>Not tried yet.</summary>
    Pending,

    /// <summary>On disk.</summary>
    Committed,

    /// <summary>Another owner has raised the epoch, or the sequence is not the next; nothing was written.</summary>
    Fenced,
}
