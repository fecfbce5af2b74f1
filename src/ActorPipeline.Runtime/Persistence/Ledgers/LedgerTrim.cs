namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// A deletion of events, which have all been needed by nobody since a commit that is on disk: done late, or by an owner
/// that is past, it does no harm. In steps, so that none takes as long as a plugin's circuit breaker allows.
/// </summary>
/// <param name="Epoch">Whose ledger.</param>
/// <param name="ToEvent">The last event that goes. Never a seal.</param>
/// <param name="Through">The last commit that goes.</param>
internal readonly record struct LedgerTrim(long Epoch, long ToEvent, long Through)
{
    /// <summary>Fewer commits than this are not worth a deletion, but for the last ones of a ledger.</summary>
    public const int Least = 32;

    /// <summary>Commits of one deletion.</summary>
    public const int Most = 256;

    /// <summary>What is to be deleted next; null for nothing.</summary>
    public static LedgerTrim? Next(LedgerState state, long deletedThrough)
    {
        var floor = state.Floor;
        foreach (var span in state.Spans)
        {
            var from = Math.Max(deletedThrough, span.Base);
            var to = Math.Min(Math.Min(floor, span.Last), from + Most);
            if (to <= from)
            {
                continue;
            }

            var isWhole = to == span.Last && span.Epoch != state.Current.Epoch;
            return isWhole || to - from >= Least ? new LedgerTrim(span.Epoch, span.EventOf(to), to) : null;
        }

        return null;
    }
}
