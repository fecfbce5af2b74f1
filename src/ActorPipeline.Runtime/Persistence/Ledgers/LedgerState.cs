
namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// What is known of a shard after a record of its newest ledger: all but the blocks and pages themselves. Made from a
/// record that carries the table and those after it; a record is applied once it is committed.
/// </summary>
internal sealed class LedgerState
{
    /// <summary>Outboxes there are.</summary>
    public const int OutboxCount = 2;

    /// <summary>The state before the first claim.</summary>
    public LedgerState() => Outboxes = new Lane[OutboxCount];

    /// <summary>The ledger that is written now.</summary>
    public LedgerSpan Current { get; private set; }

    /// <summary>Older ledgers that have commits which are needed, oldest first.</summary>
    public IReadOnlyList<LedgerSpan> Former { get; private set; } = [];

    /// <summary>The last commit.</summary>
    public long Sequence => Current.Last;

    /// <summary>The number of the event that follows the last one.</summary>
    public long NextEvent => Current.EventOf(Sequence + 1);

    /// <summary>What the shard's head says.</summary>
    public ReadOnlyMemory<byte> Head { get; private set; }

    /// <summary>Events.</summary>
    public Lane Events { get; private set; }

    /// <summary>By kind, the outboxes.</summary>
    public Lane[] Outboxes { get; private set; }

    /// <summary>By kind, the sinks' own state.</summary>
    public ReadOnlyMemory<byte>[] SinkStates { get; private set; } = new ReadOnlyMemory<byte>[OutboxCount];

    /// <summary>Commits up to this one have been deleted, as far as the record knew.</summary>
    public long DeletedThrough { get; private set; }

    /// <summary>The record that carries the table: a commit, or the opening's base.</summary>
    public long TableSequence { get; private set; }

    /// <summary>Pages that count.</summary>
    public SortedDictionary<int, PageName> Pages { get; } = [];

    /// <summary>The last commit that nobody needs any more: it and all before it may be gone.</summary>
    public long Floor
    {
        get
        {
            // Of a table in the opening the ledger's base may go: it is a commit of an older ledger.
            var floor = TableSequence == Current.Base ? Current.Base : TableSequence - 1;
            floor = Math.Min(floor, Events.FloorAt(Sequence));
            foreach (var outbox in Outboxes)
            {
                floor = Math.Min(floor, outbox.FloorAt(Sequence));
            }

            return floor;
        }
    }

    /// <summary>The ledgers that hold commits which are needed, oldest first; the newest last.</summary>
    public IEnumerable<LedgerSpan> Spans => Former.Append(Current);

    /// <summary>Takes in a record that is the next one, or the first, which carries the table.</summary>
    public void Apply(LedgerRecord record)
    {
        var isOpening = record.Kind == RecordKind.Opening;
        var @base = record.Table is { } table ? table.Base : Current.Base;
        Current = new LedgerSpan(record.Epoch, @base, record.Sequence, record.Crc);
        Head = record.Head;
        Events = record.Events;
        Outboxes = record.Outboxes;
        DeletedThrough = record.DeletedThrough;
        foreach (var (kind, state) in record.SinkStates)
        {
            SinkStates[(int)kind] = state;
        }

        if (record.Table is { } whole)
        {
            TableSequence = isOpening ? @base : record.Sequence;
            Former = whole.Former;
            Pages.Clear();
            Take(whole.Pages);
        }

        Take(record.Names);
    }

    private void Take(IReadOnlyList<KeyValuePair<int, PageName>> names)
    {
        foreach (var (page, name) in names)
        {
            Pages[page] = name;
        }
    }
}
