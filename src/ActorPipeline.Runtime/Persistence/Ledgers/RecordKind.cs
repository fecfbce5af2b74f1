namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>What a record of the persistence journal is. The numbers are part of the format.</summary>
internal enum RecordKind : byte
{
    /// <summary>Somebody claims a shard; the event's number is the epoch.</summary>
    Claim = (byte)'N',

    /// <summary>A ledger begins: the whole state of its shard but for events and pages.</summary>
    Opening = (byte)'O',

    /// <summary>A commit.</summary>
    Commit = (byte)'C',

    /// <summary>A ledger ends: whoever has written it has claimed the shard later.</summary>
    Seal = (byte)'S',

    /// <summary>A named value.</summary>
    Value = (byte)'V',

    /// <summary>The state of a page.</summary>
    Page = (byte)'P',

    /// <summary>The index entry of a page.</summary>
    PageIndex = (byte)'I',
}
