using System.Buffers;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace ActorPipeline.Actors;

/// <summary>Ready codecs.</summary>
public static class Codec
{
    /// <summary>A number, in 1 to 10 bytes: zigzag, then 7 bits a byte, lowest first.</summary>
    public static ICodec<long> Int64 { get; } = new DelegateCodec<long>(WriteInt64, ReadInt64);

    /// <summary>Text, as UTF-8.</summary>
    public static ICodec<string> Text { get; } = new DelegateCodec<string>(
        (writer, text) => Encoding.UTF8.GetBytes(text, writer), Encoding.UTF8.GetString);

    /// <summary>JSON by System.Text.Json; give it the source-generated metadata of a type.</summary>
    public static ICodec<T> Json<T>(JsonTypeInfo<T> type) => new JsonCodec<T>(type);

    /// <summary>A codec made of two functions.</summary>
    public static ICodec<T> Of<T>(CodecWriter<T> write, CodecReader<T> read) => new DelegateCodec<T>(write, read);

    private static void WriteInt64(IBufferWriter<byte> writer, long value)
    {
        var raw = (ulong)(value << 1) ^ (ulong)(value >> 63);
        var span = writer.GetSpan(10);
        var length = 0;
        for (; raw >= 0x80; raw >>= 7)
        {
            span[length++] = (byte)(raw | 0x80);
        }

        span[length++] = (byte)raw;
        writer.Advance(length);
    }

    private static long ReadInt64(ReadOnlySpan<byte> bytes)
    {
        var raw = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            raw |= (ulong)(bytes[i] & 0x7f) << (7 * i);
        }

        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }
}
