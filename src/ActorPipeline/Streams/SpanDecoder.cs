namespace ActorPipeline.Streams;

/// <summary>Makes an element of bytes, which it must not keep.</summary>
/// <typeparam name="T">The element.</typeparam>
public delegate T SpanDecoder<out T>(ReadOnlySpan<byte> bytes);
