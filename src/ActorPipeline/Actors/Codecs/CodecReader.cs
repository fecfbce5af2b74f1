namespace ActorPipeline.Actors;

/// <summary>Reads all of the bytes of a value.</summary>
public delegate T CodecReader<out T>(ReadOnlySpan<byte> bytes);
