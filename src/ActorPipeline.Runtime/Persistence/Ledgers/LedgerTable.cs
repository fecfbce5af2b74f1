namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>What only some records carry, so that the records before them can go.</summary>
/// <param name="Base">The last commit before the ledger.</param>
/// <param name="Former">Older ledgers that have commits which are needed, oldest first.</param>
/// <param name="Pages">All pages that count, before the record's own names, in order of page.</param>
internal sealed record LedgerTable(
    long Base, IReadOnlyList<LedgerSpan> Former, IReadOnlyList<KeyValuePair<int, PageName>> Pages);
