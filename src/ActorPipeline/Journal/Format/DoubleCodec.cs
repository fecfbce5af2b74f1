using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorPipeline.Journal.Format;

/// <summary>
/// Doubles. Most that people write are short decimals, so a run is stored as integers n with one exponent k, value =
/// n / 10^k, where that division gives back the very same bits for all but a few values (after ALP, Afroozeh and
/// Boncz 2023); else as raw bits. Layout: 0, raw values; or 1, k, exceptions: count, rows (packed), raw values; the
/// integers (packed, 0 for exceptions).
/// </summary>
internal sealed class DoubleCodec(int usualLength = LongScratch.UsualLength)
{
    private const byte Raw = 0;
    private const byte Scaled = 1;
    private const int SampleSize = 32;

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6];

    private readonly List<long> _exceptions = [];
    private readonly LongScratch _scaled = new(usualLength);

    public void Write(ByteWriter writer, ReadOnlySpan<double> values)
    {
        var exponent = ChooseExponent(values[..Math.Min(values.Length, SampleSize)]);
        var scaled = _scaled.Take(values.Length);
        if (exponent < 0 || !TryScale(values, Powers[exponent], scaled))
        {
            writer.WriteByte(Raw);
            writer.WriteBytes(MemoryMarshal.AsBytes(values));
            return;
        }

        writer.WriteByte(Scaled);
        writer.WriteByte((byte)exponent);
        writer.WriteUnsigned((ulong)_exceptions.Count);
        PackedInts.Write(writer, CollectionsMarshal.AsSpan(_exceptions));
        foreach (var row in _exceptions)
        {
            writer.WriteInt64(BitConverter.DoubleToInt64Bits(values[(int)row]));
        }

        PackedInts.Write(writer, scaled);
    }

    public void Read(ref ByteCursor cursor, Span<double> values)
    {
        var encoding = cursor.ReadByte();
        if (encoding == Raw)
        {
            cursor.Take(checked(values.Length * sizeof(double))).CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        var exponent = cursor.ReadByte();
        if (encoding != Scaled || exponent >= Powers.Length)
        {
            throw new FormatDamageException($"doubles of encoding {encoding}, exponent {exponent}");
        }

        var exceptionCount = cursor.ReadCount(values.Length, "exceptions");
        CollectionsMarshal.SetCount(_exceptions, exceptionCount);
        PackedInts.Read(ref cursor, CollectionsMarshal.AsSpan(_exceptions));
        var exceptionBits = MemoryMarshal.Cast<byte, double>(cursor.Take(exceptionCount * sizeof(double)));
        var scaled = _scaled.Take(values.Length);
        PackedInts.Read(ref cursor, scaled);
        var power = Powers[exponent];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scaled[i] / power;
        }

        for (var i = 0; i < exceptionCount; i++)
        {
            var row = _exceptions[i];
            if ((ulong)row >= (ulong)values.Length)
            {
                throw new FormatDamageException($"an exception at row {row} of {values.Length}");
            }

            values[(int)row] = exceptionBits[i];
        }
    }

    private static int ChooseExponent(ReadOnlySpan<double> sample)
    {
        for (var k = 0; k < Powers.Length; k++)
        {
            var misses = 0;
            foreach (var value in sample)
            {
                misses += IsExact(value, Powers[k], out _) ? 0 : 1;
            }

            if (misses * 8 <= sample.Length)
            {
                return k;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsExact(double value, double power, out long scaled)
    {
        // Out of range or NaN converts to a saturated or zero integer, which then fails the comparison of bits, as
        // does negative zero.
        scaled = (long)Math.Round(value * power);
        return BitConverter.DoubleToInt64Bits(scaled / power) == BitConverter.DoubleToInt64Bits(value);
    }

    private bool TryScale(ReadOnlySpan<double> values, double power, Span<long> scaled)
    {
        _exceptions.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            if (!IsExact(values[i], power, out scaled[i]))
            {
                scaled[i] = 0;
                _exceptions.Add(i);
            }
        }

        return _exceptions.Count * 8 <= values.Length;
    }
}
