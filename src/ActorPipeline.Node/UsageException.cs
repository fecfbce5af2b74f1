namespace ActorPipeline.Node;

/// <summary>A command that was called in a way that can't work; the message says how it can.</summary>
internal sealed class UsageException(string message) : Exception(message);
