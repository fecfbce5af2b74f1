namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// A ledger that has been read to its end, or the one that is being written: the commits after
/// <paramref name="Base"/> up to <paramref name="Last"/>. The opening is the ledger's first event, and commit n its
/// event 1 + n - <paramref name="Base"/>.
/// </summary>
/// <param name="Epoch">Whose ledger.</param>
/// <param name="Base">The last commit before it.</param>
/// <param name="Last">Its last commit.</param>
/// <param name="LastCrc">Checksum of the record of its last commit, or of the opening.</param>
internal readonly record struct LedgerSpan(long Epoch, long Base, long Last, uint LastCrc)
{
    /// <summary>The number of the event that holds a commit; the opening's for <see cref="Base"/>.</summary>
    public long EventOf(long sequence) => 1 + sequence - Base;
}
