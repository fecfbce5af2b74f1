namespace ActorPipeline.Sinks;

/// <summary>A target can't be opened or written. The message is for an operator: what, where, what to do.</summary>
public sealed class SinkException : Exception
{
    /// <summary>Creates a fault of a kind.</summary>
    public SinkException(string message, SinkFault fault, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>Creates a fault of no particular kind.</summary>
    public SinkException(string message, bool isTransient, Exception? inner = null)
        : this(message, isTransient ? SinkFault.Unavailable : SinkFault.Denied, inner)
    {
    }

    /// <summary>What kind of fault it is.</summary>
    public SinkFault Fault { get; }

    /// <summary>Whether the same call may succeed later; the engine then retries for ever with backoff.</summary>
    public bool IsTransient => Fault is SinkFault.Busy or SinkFault.Unavailable;
}
