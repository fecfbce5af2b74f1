namespace ActorPipeline.TestKit;

/// <summary>The end of a process, as far as a test can have it.</summary>
internal sealed class CrashException(string message) : Exception(message);
