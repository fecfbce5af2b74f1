namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// Which commits one kind of block still needs: the events that pages don't cover, or the blocks of an outbox that are
/// not delivered. Three numbers say so whatever the number of blocks, and what they say never goes back.
/// </summary>
/// <param name="Last">The last commit with such a block; 0 for none.</param>
/// <param name="Done">Blocks up to this commit are not needed any more.</param>
/// <param name="Floor">There is no block that is needed up to this commit, though there may be after it.</param>
internal readonly record struct Lane(long Last, long Done, long Floor)
{
    /// <summary>Whether all blocks are done with.</summary>
    public bool IsEmpty => Last <= Done;

    /// <summary>After a commit that has such a block.</summary>
    public Lane Add(long sequence) => IsEmpty ? new(sequence, Done, sequence - 1) : this with { Last = sequence };

    /// <summary>After blocks up to a commit are done with.</summary>
    public Lane Finish(long through) => new(Last, Math.Max(Done, through), Math.Max(Floor, through));

    /// <summary>The last commit that is not needed for these blocks, of all up to a commit.</summary>
    public long FloorAt(long sequence) => IsEmpty ? sequence : Math.Min(Floor, sequence);
}
