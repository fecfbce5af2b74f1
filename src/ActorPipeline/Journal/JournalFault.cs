namespace ActorPipeline.Journal;

/// <summary>Kinds of journal faults.</summary>
public enum JournalFault
{
    /// <summary>Somebody else holds a lock; try again.</summary>
    Busy,

    /// <summary>An I/O error or a lost connection; try again.</summary>
    Unavailable,

    /// <summary>No space is left on the device; the journal is intact.</summary>
    Full,

    /// <summary>The journal can't be written: permissions, a read-only directory or file system.</summary>
    ReadOnly,

    /// <summary>What is stored is not what was written: a checksum, a gap, a broken page.</summary>
    Corrupt,

    /// <summary>Another process holds the data directory.</summary>
    Held,

    /// <summary>The journal is of another version or pipeline than the one that opens it.</summary>
    Incompatible,
}
