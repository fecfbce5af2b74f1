namespace ActorPipeline.Actors;

/// <summary>Takes a fact.</summary>
internal delegate void FactReader(int ordinal, int kind, long timeUs, ReadOnlySpan<byte> payload);
