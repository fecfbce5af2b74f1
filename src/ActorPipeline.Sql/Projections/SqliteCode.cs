namespace ActorPipeline.Sql;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) of what may pass.</summary>
internal enum SqliteCode
{
    /// <summary>SQLITE_BUSY: another connection holds a lock.</summary>
    Busy = 5,

    /// <summary>SQLITE_LOCKED.</summary>
    Locked = 6,

    /// <summary>SQLITE_NOMEM.</summary>
    NoMemory = 7,

    /// <summary>SQLITE_READONLY.</summary>
    ReadOnly = 8,

    /// <summary>SQLITE_INTERRUPT.</summary>
    Interrupt = 9,

    /// <summary>SQLITE_IOERR.</summary>
    IoError = 10,

    /// <summary>SQLITE_FULL.</summary>
    Full = 13,

    /// <summary>SQLITE_CANTOPEN.</summary>
    CantOpen = 14,

    /// <summary>SQLITE_PROTOCOL.</summary>
    Protocol = 15,
}
