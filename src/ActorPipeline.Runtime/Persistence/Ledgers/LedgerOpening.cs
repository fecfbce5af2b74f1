using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>The record that a ledger begins with: all that the shard's former ledgers come to.</summary>
internal static class LedgerOpening
{
    /// <summary>The opening of an epoch's ledger whose commits are copied from elsewhere, from one on.</summary>
    public static LedgerRecord Import(long after, long epoch) => new(RecordKind.Opening, epoch, after)
    {
        Base = after,
        TableSequence = after,
        DeletedThrough = after,
        Outboxes = new Lane[LedgerState.OutboxCount],
        Table = new(after, [], []),
    };

    /// <summary>The opening of an epoch's ledger after a state; the state before the first claim is empty.</summary>
    public static LedgerRecord After(LedgerState state, long epoch)
    {
        var floor = Math.Min(state.Events.FloorAt(state.Sequence), state.Sequence);
        foreach (var outbox in state.Outboxes)
        {
            floor = Math.Min(floor, outbox.FloorAt(state.Sequence));
        }

        var states = new List<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>>();
        for (var kind = 0; kind < LedgerState.OutboxCount; kind++)
        {
            if (!state.SinkStates[kind].IsEmpty)
            {
                states.Add(new((OutboxKind)kind, state.SinkStates[kind]));
            }
        }

        return new LedgerRecord(RecordKind.Opening, epoch, state.Sequence)
        {
            Previous = state.Current.LastCrc,
            Base = state.Sequence,
            TableSequence = state.Sequence,
            DeletedThrough = state.DeletedThrough,
            Events = state.Events,
            Outboxes = state.Outboxes,
            Head = state.Head,
            SinkStates = states,
            Table = new(
                state.Sequence, [.. state.Spans.Where(s => s.Last > s.Base && s.Last > floor)], [.. state.Pages]),
        };
    }
}
