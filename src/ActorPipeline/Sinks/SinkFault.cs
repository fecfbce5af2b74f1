namespace ActorPipeline.Sinks;

/// <summary>Kinds of sink faults.</summary>
public enum SinkFault
{
    /// <summary>Somebody else holds a lock; try again.</summary>
    Busy,

    /// <summary>An I/O error or a lost connection; try again.</summary>
    Unavailable,

    /// <summary>
    /// No space is left for the target. Not transient: a full disk needs an operator, so the run ends with its own
    /// exit code; what was flushed is intact and the next run goes on from there.
    /// </summary>
    Full,

    /// <summary>The target can't be written: permissions, a read-only directory, a path that is no file.</summary>
    Denied,

    /// <summary>The target is not what journal or plan say it is: foreign, short, missing, other columns.</summary>
    Mismatch,
}
