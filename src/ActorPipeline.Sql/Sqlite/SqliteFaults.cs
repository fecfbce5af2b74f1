using ActorPipeline.Journal;
using SQLitePCL;

namespace ActorPipeline.Sql.Sqlite;

/// <summary>SQLite's result codes as journal faults with a message for an operator.</summary>
internal static class SqliteFaults
{
    // errno, as Linux numbers it (macOS but for the quota); elsewhere SQLite's own code decides alone.
    private const int AccessDenied = 13;
    private const int FileTooLarge = 27;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;

    /// <summary>The exception for a failed call on a file's connection.</summary>
    public static Exception Of(string path, int code, string text, int systemError)
    {
        var detail = $"SQLite says \"{text}\", code {code}" + (systemError == 0 ? "" : $", system error {systemError}");
        return Kind(code & 0xff, systemError) is { } fault
            ? new JournalException($"{Describe(fault, path)} ({detail})", fault)
            : new InvalidOperationException($"The journal {path} was used in a way it does not allow ({detail}).");
    }

    /// <summary>The exception for contents that are not what was written.</summary>
    public static JournalException Corrupt(string path, string reason) =>
        new($"{Describe(JournalFault.Corrupt, path)} ({reason})", JournalFault.Corrupt);

    private static JournalFault? Kind(int code, int systemError) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => JournalFault.Busy,
        raw.SQLITE_FULL => JournalFault.Full,
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => JournalFault.ReadOnly,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN => systemError switch
        {
            NoSpace or FileTooLarge or QuotaExceeded => JournalFault.Full,
            AccessDenied or ReadOnlyFileSystem => JournalFault.ReadOnly,
            _ => code == raw.SQLITE_IOERR ? JournalFault.Unavailable : JournalFault.ReadOnly,
        },
        raw.SQLITE_MISUSE or raw.SQLITE_RANGE or raw.SQLITE_TOOBIG => null,
        raw.SQLITE_NOMEM or raw.SQLITE_INTERRUPT or raw.SQLITE_ABORT => JournalFault.Unavailable,
        _ => JournalFault.Corrupt,
    };

    private static string Describe(JournalFault fault, string path) => fault switch
    {
        JournalFault.Busy =>
            $"The journal {path} is locked by another program. Close what has it open, for example a database browser.",
        JournalFault.Full =>
            $"The journal {path} can't grow: its file system is full or a quota is used up. What is committed is " +
            "intact; free some space and start again.",
        JournalFault.ReadOnly =>
            $"The journal {path} can't be opened for writing. Check that the directory exists, that this user may " +
            "write to it and to the files in it, and that the file system is not mounted read-only.",
        JournalFault.Corrupt =>
            $"The journal {path} is damaged. Keep a copy of the directory, check the disk, and restore a backup or " +
            "start with an empty data directory.",
        _ =>
            $"The journal {path} can't be read or written at the moment. Check the disk and the system's log.",
    };
}
