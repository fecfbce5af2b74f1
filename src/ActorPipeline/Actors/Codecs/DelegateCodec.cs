using System.Buffers;

namespace ActorPipeline.Actors;

/// <summary>A codec made of two functions.</summary>
internal sealed class DelegateCodec<T>(CodecWriter<T> write, CodecReader<T> read) : ICodec<T>
{
    public void Write(IBufferWriter<byte> writer, T value) => write(writer, value);

    public T Read(ReadOnlySpan<byte> bytes) => read(bytes);
}
