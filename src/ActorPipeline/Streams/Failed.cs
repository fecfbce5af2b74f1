namespace ActorPipeline.Streams;

/// <summary>An element whose function has failed.</summary>
/// <param name="Item">The element.</param>
/// <param name="Cause">What the function threw.</param>
public readonly record struct Failed<T>(T Item, Exception Cause);
