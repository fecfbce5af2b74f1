using System.Buffers;

namespace ActorPipeline.Actors;

/// <summary>
/// Turns values into bytes of the journal and back. What it wrote once it must be able to read for ever; a change of
/// the bytes is a new version of the event. Thread-safe.
/// </summary>
/// <typeparam name="T">The values.</typeparam>
public interface ICodec<T>
{
    /// <summary>Appends a value's bytes.</summary>
    void Write(IBufferWriter<byte> writer, T value);

    /// <summary>Reads all of the bytes of a value; they are valid during the call only.</summary>
    T Read(ReadOnlySpan<byte> bytes);
}
