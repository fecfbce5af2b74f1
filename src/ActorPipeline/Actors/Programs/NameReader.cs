namespace ActorPipeline.Actors;

/// <summary>Takes an actor of which the next facts are: its ordinal, its events before, its key.</summary>
internal delegate void NameReader(int ordinal, long version, ReadOnlySpan<byte> key);
