using ActorPipeline.Sinks;
using SQLitePCL;

namespace ActorPipeline.Sql.Sinks;

/// <summary>SQLite's result codes of a target database as sink faults, in an operator's words.</summary>
internal static class TargetFaults
{
    /// <summary>Enlarging the index of the write-ahead log failed, which a full disk does.</summary>
    private const int SharedMemorySize = raw.SQLITE_IOERR | (19 << 8);

    /// <summary>Translates a failed call.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="doing">What was tried: <c>open</c>, <c>write to table "t" of</c>.</param>
    /// <param name="code">The extended result code.</param>
    /// <param name="text">What SQLite says.</param>
    public static SinkException Translate(string path, string doing, int code, string text)
    {
        var fault = Classify(code);
        return new SinkException(
            $"Can't {doing} the SQLite database {path}: {Advice(fault)} (SQLite says \"{text}\", code {code}.)", fault);
    }

    private static SinkFault Classify(int code) => code == SharedMemorySize
        ? SinkFault.Full
        : (code & 0xFF) switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL => SinkFault.Busy,
            raw.SQLITE_FULL => SinkFault.Full,
            raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH => SinkFault.Denied,
            raw.SQLITE_IOERR or raw.SQLITE_NOMEM or raw.SQLITE_INTERRUPT or raw.SQLITE_ABORT =>
                SinkFault.Unavailable,
            _ => SinkFault.Mismatch,
        };

    private static string Advice(SinkFault fault) => fault switch
    {
        SinkFault.Busy => "another program holds its lock. It is tried again; end that program's transaction.",
        SinkFault.Unavailable => "it can't be read or written at the moment. It is tried again; check the disk.",
        SinkFault.Full => "no space is left. All rows up to the last flush are safe. Make room and start again; the "
            + "sink goes on from there.",
        SinkFault.Denied => "it can't be opened for writing. Let the pipeline's user write the file and its directory, "
            + "or name another database.",
        _ => "it does not take what the pipeline writes. Repair the database or the table, or name another.",
    };
}
