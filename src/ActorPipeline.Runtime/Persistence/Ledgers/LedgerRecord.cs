using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>An opening or a commit, taken apart; <see cref="LedgerCodec"/> has the layout.</summary>
internal sealed record LedgerRecord(RecordKind Kind, long Epoch, long Sequence)
{
    /// <summary>Checksum of the record before: in this ledger, or the last one of the ledger before.</summary>
    public uint Previous { get; init; }

    /// <summary>Checksum of this record.</summary>
    public uint Crc { get; init; }

    /// <summary>Commits up to this one have been deleted.</summary>
    public long DeletedThrough { get; init; }

    /// <summary>The record with the table that this one is read with; its own sequence when it has one.</summary>
    public long TableSequence { get; init; }

    /// <summary>The last commit before the ledger.</summary>
    public long Base { get; init; }

    /// <summary>Events.</summary>
    public Lane Events { get; init; }

    /// <summary>By kind, the outboxes.</summary>
    public required Lane[] Outboxes { get; init; }

    /// <summary>The shard's head.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    /// <summary>The event block.</summary>
    public ReadOnlyMemory<byte> EventBlock { get; init; }

    /// <summary>By kind, the outboxes' blocks.</summary>
    public ReadOnlyMemory<byte>[] OutboxBlocks { get; init; } = new ReadOnlyMemory<byte>[LedgerState.OutboxCount];

    /// <summary>The sinks' states that are new, and with a table all that there are.</summary>
    public IReadOnlyList<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>> SinkStates { get; init; } = [];

    /// <summary>Pages that count from this record on, in order of page.</summary>
    public IReadOnlyList<KeyValuePair<int, PageName>> Names { get; init; } = [];

    /// <summary>The table.</summary>
    public LedgerTable? Table { get; init; }
}
