namespace ActorPipeline.Journal;

/// <summary>The journal can't be read or written. The message is for an operator: what, where, what to do.</summary>
public sealed class JournalException(string message, JournalFault fault, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>What kind of fault it is.</summary>
    public JournalFault Fault { get; } = fault;

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient => Fault is JournalFault.Busy or JournalFault.Unavailable;
}
