using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorPipeline.Actors;

/// <summary>JSON; keeps a writer for each thread.</summary>
internal sealed class JsonCodec<T>(JsonTypeInfo<T> type) : ICodec<T>
{
    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public void Write(IBufferWriter<byte> writer, T value)
    {
        var json = _writer ??= new Utf8JsonWriter(writer, new JsonWriterOptions { SkipValidation = true });
        json.Reset(writer);
        JsonSerializer.Serialize(json, value, type);
        json.Flush();
    }

    public T Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, type)!;
}
