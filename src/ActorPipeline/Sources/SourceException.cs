namespace ActorPipeline.Sources;

/// <summary>Input that can't be opened or read. The message is for an operator: what, where, what to do.</summary>
public sealed class SourceException(string message, bool isTransient = false, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;
}
