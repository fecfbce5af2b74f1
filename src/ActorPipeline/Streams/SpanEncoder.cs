using System.Buffers;

namespace ActorPipeline.Streams;

/// <summary>Writes the bytes of an element.</summary>
/// <typeparam name="T">The element.</typeparam>
public delegate void SpanEncoder<in T>(T item, IBufferWriter<byte> bytes);
