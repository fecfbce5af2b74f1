using System.Buffers.Binary;

namespace ActorPipeline.Journal.Format;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote. Bytes may be damaged: every read is checked, and what does not fit
/// throws <see cref="FormatDamageException"/>, never anything else, and never asks for memory that the bytes at hand
/// don't justify.
/// </summary>
internal ref struct ByteCursor
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Starts at the first byte.</summary>
    public ByteCursor(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Offset of the next byte.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes left.</summary>
    public readonly int Left => _bytes.Length - Offset;

    /// <summary>Whether all bytes are read.</summary>
    public readonly bool AtEnd => Offset == _bytes.Length;

    /// <summary>Takes this many bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
        {
            throw new FormatDamageException($"wants {count} bytes at offset {Offset}, {Left} are left");
        }

        var span = _bytes.Slice(Offset, count);
        Offset += count;
        return span;
    }

    /// <summary>Reads a byte.</summary>
    public byte ReadByte() => Take(1)[0];

    /// <summary>Reads a 32-bit value.</summary>
    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads a 64-bit value.</summary>
    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>Reads a zigzag number.</summary>
    public long ReadSigned()
    {
        var raw = ReadUnsigned();
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    /// <summary>Reads an unsigned number of at most ten bytes.</summary>
    public ulong ReadUnsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var b = ReadByte();
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new FormatDamageException($"a number before offset {Offset} has more than ten bytes");
    }

    /// <summary>Reads a count that must be at most <paramref name="limit"/>.</summary>
    public int ReadCount(long limit, string what)
    {
        var count = ReadUnsigned();
        return count <= (ulong)Math.Min(limit, int.MaxValue)
            ? (int)count
            : throw new FormatDamageException($"{count} {what} before offset {Offset}, at most {limit} are possible");
    }
}
