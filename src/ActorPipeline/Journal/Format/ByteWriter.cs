using System.Buffers.Binary;
using System.Numerics;

namespace ActorPipeline.Journal.Format;

/// <summary>Growing little-endian bytes; kept and reused from commit to commit. Not thread-safe.</summary>
internal sealed class ByteWriter(int capacity = 1024)
{
    private byte[] _bytes = new byte[capacity];

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Forgets everything from an offset on.</summary>
    public void Truncate(int length) => Length = length;

    /// <summary>Room for this many bytes, counted as written; the caller fills all of it.</summary>
    public Span<byte> Claim(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(Length + count)));
        }

        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Overwrites a 32-bit value that was written before.</summary>
    public void Patch(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(offset), value);

    /// <summary>Writes a byte.</summary>
    public void WriteByte(byte value) => Claim(1)[0] = value;

    /// <summary>Writes a 32-bit value.</summary>
    public void WriteInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Claim(4), value);

    /// <summary>Writes a 64-bit value.</summary>
    public void WriteInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Claim(8), value);

    /// <summary>Writes a signed number: zigzag, then 7 bits a byte.</summary>
    public void WriteSigned(long value) => WriteUnsigned((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>Writes an unsigned number, 7 bits a byte, lowest first.</summary>
    public void WriteUnsigned(ulong value)
    {
        var size = value == 0 ? 1 : (BitOperations.Log2(value) / 7) + 1;
        var span = Claim(size);
        for (var i = 0; i < size - 1; i++)
        {
            span[i] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[size - 1] = (byte)value;
    }

    /// <summary>Writes bytes as they are.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Claim(bytes.Length));
}
