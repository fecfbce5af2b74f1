using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ActorPipeline.Journal.Format;

/// <summary>
/// Integers as an offset from the least one, in as many bits as the greatest needs (frame of reference, bit-packed).
/// Layout: zigzag least value; one byte of width 0..64; ceil(count x width / 64) 64-bit little-endian words, lowest
/// bits first.
/// </summary>
internal static class PackedInts
{
    /// <summary>Most values in one run: bounds what damaged bytes can ask for.</summary>
    public const int MaxCount = 1 << 24;

    /// <summary>Writes the values; an empty span takes two bytes.</summary>
    public static void Write(ByteWriter writer, ReadOnlySpan<long> values)
    {
        var (min, max) = values.IsEmpty ? (0, 0) : RangeOf(values);
        var width = BitWidth((ulong)max - (ulong)min);
        writer.WriteSigned(min);
        writer.WriteByte((byte)width);
        if (width > 0)
        {
            Pack(writer.Claim(WordCount(values.Length, width) * 8), values, min, width);
        }
    }

    /// <summary>Reads as many values as the span has.</summary>
    public static void Read(ref ByteCursor cursor, scoped Span<long> values)
    {
        var min = cursor.ReadSigned();
        var width = cursor.ReadByte();
        if (width > 64)
        {
            throw new FormatDamageException($"packed integers of {width} bits before offset {cursor.Offset}");
        }

        if (width == 0)
        {
            values.Fill(min);
            return;
        }

        Unpack(cursor.Take(WordCount(values.Length, width) * 8), values, min, width);
    }

    private static (long Min, long Max) RangeOf(ReadOnlySpan<long> values)
    {
        var (min, max) = (values[0], values[0]);
        var rest = values;
        if (values.Length >= Vector<long>.Count)
        {
            var lanes = MemoryMarshal.Cast<long, Vector<long>>(values);
            var (mins, maxs) = (lanes[0], lanes[0]);
            foreach (var lane in lanes)
            {
                mins = Vector.Min(mins, lane);
                maxs = Vector.Max(maxs, lane);
            }

            for (var i = 0; i < Vector<long>.Count; i++)
            {
                min = Math.Min(min, mins[i]);
                max = Math.Max(max, maxs[i]);
            }

            rest = values[(lanes.Length * Vector<long>.Count)..];
        }

        foreach (var value in rest)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        return (min, max);
    }

    private static int BitWidth(ulong range) => range == 0 ? 0 : BitOperations.Log2(range) + 1;

    private static int WordCount(int count, int width) => (int)((((long)count * width) + 63) / 64);

    private static void Pack(Span<byte> target, ReadOnlySpan<long> values, long min, int width)
    {
        ulong word = 0;
        var used = 0;
        var at = 0;
        foreach (var value in values)
        {
            var offset = (ulong)value - (ulong)min;
            word |= offset << used;
            used += width;
            if (used >= 64)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(target[at..], word);
                at += 8;
                used -= 64;

                // What did not fit; a shift by 64 would be a shift by 0.
                word = used == 0 ? 0 : offset >> (width - used);
            }
        }

        if (used > 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[at..], word);
        }
    }

    private static void Unpack(ReadOnlySpan<byte> source, scoped Span<long> values, long min, int width)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(source);
        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var bit = 0L;
        for (var i = 0; i < values.Length; i++, bit += width)
        {
            var at = (int)(bit >> 6);
            var shift = (int)(bit & 63);
            var raw = words[at] >> shift;
            if (shift + width > 64)
            {
                raw |= words[at + 1] << (64 - shift);
            }

            values[i] = (long)((raw & mask) + (ulong)min);
        }
    }
}
