using System.Buffers;

namespace ActorPipeline.Actors;

/// <summary>Appends a value's bytes.</summary>
public delegate void CodecWriter<in T>(IBufferWriter<byte> writer, T value);
