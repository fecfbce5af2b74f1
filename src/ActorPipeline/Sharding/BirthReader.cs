namespace ActorPipeline.Sharding;

/// <summary>Receives a new actor; the span is valid during the call only.</summary>
internal delegate void BirthReader(int ordinal, ulong hash, ReadOnlySpan<byte> key);
