namespace ActorPipeline.Sinks;

/// <summary>A target that can't be opened or written. The message is for an operator: what, where, what to do.</summary>
public sealed class SinkException(string message, bool isTransient, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the same call may succeed later; the engine then retries for ever with backoff.</summary>
    public bool IsTransient { get; } = isTransient;
}
