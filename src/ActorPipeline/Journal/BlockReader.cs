namespace ActorPipeline.Journal;

/// <summary>Receives a block; the span is valid during the call only.</summary>
/// <param name="sequence">The commit that it belongs to.</param>
/// <param name="block">The bytes as they were committed.</param>
public delegate void BlockReader(long sequence, ReadOnlySpan<byte> block);
