using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ActorPipeline.Decoding;

/// <summary>
/// Numbers of a JSON record for the fast path: eight digits at a time in a 64-bit register. Reads up to
/// <see cref="Slack"/> bytes beyond its start, so the caller keeps that much memory readable. What it can't read, it
/// refuses (<see cref="Refused"/>), and the slow path decides. Whether the number ends where it stops is checked by
/// the literal that has to follow.
/// </summary>
internal static class JsonFastNumber
{
    /// <summary>The position that says no.</summary>
    public const nint Refused = -1;

    /// <summary>Bytes that may be read from a number's first byte on: sign, digits, point, digits.</summary>
    public const int Slack = 64;

    private const int LongestInteger = 19;
    private const ulong ExactDoubleLimit = 1UL << 53;

    private static readonly double[] ExactPowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    ];

    /// <summary>Reads a plain integer; returns where it ends or <see cref="Refused"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint ReadInt64(ref byte data, nint at, ref long value)
    {
        at = ReadInteger(ref data, at, out var read);
        value = read;
        return at;
    }

    /// <summary>The same, inlined. The next position depends on one load only; the value is off its path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint ReadInteger(ref byte data, nint at, out long value)
    {
        ref var first = ref Unsafe.Add(ref data, at);
        var count = BitOperations.TrailingZeroCount(DigitBlocks.FindOthers(ref first));
        if ((uint)(count - 1) >= 15 || (first == '0' && count > 1))
        {
            return ReadAnyInteger(ref data, at, out value);
        }

        value = count <= 8
            ? (long)DigitBlocks.Value(ref first, count)
            : (long)(DigitBlocks.Value(ref first, count - 8) * 100_000_000
                + DigitBlocks.Value(ref Unsafe.Add(ref first, count - 8), 8));
        return at + count;
    }

    /// <summary>
    /// Reads a number by Clinger's fast path: a mantissa below 2^53 divided by an exact power of ten is correctly
    /// rounded. This is the short case, with at most eight digits on each side of the point.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static nint ReadDouble(ref byte data, nint start, nint end, ref double value)
    {
        ref var first = ref Unsafe.Add(ref data, start);
        var others = DigitBlocks.FindOthers(ref first);
        var count = BitOperations.TrailingZeroCount(others);
        if ((uint)(count - 1) >= 8 || (first == '0' && count > 1))
        {
            return ReadLongDouble(ref data, start, end, ref value);
        }

        nint after = count;
        var scale = 0;
        var mantissa = DigitBlocks.Value(ref first, count);
        if (Unsafe.Add(ref first, count) == '.')
        {
            after = BitOperations.TrailingZeroCount(others & (others - 1));
            scale = (int)after - count - 1;
            if ((uint)(scale - 1) >= 8)
            {
                return ReadLongDouble(ref data, start, end, ref value);
            }

            mantissa = mantissa * DigitBlocks.PowersOfTen[scale]
                + DigitBlocks.Value(ref Unsafe.Add(ref first, count + 1), scale);
        }

        if (IsExponent(Unsafe.Add(ref first, after)))
        {
            return ReadAnyDouble(ref data, start, end, ref value);
        }

        value = (long)mantissa / ExactPowersOfTen[scale];
        return start + after;
    }

    /// <summary>Reads a number of at most 19 digits, without exponent, in the scale it is written in.</summary>
    public static nint ReadDecimal(ref byte data, nint at, out decimal value)
    {
        var negative = Unsafe.Add(ref data, at) == '-';
        at += negative ? 1 : 0;
        var count = ReadDecimalDigits(ref Unsafe.Add(ref data, at), out var mantissa, out var scale);
        if (count <= 0)
        {
            value = 0;
            return Refused;
        }

        value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)scale);
        return at + count;
    }

    /// <summary>The end of any JSON number that starts at <paramref name="start"/>.</summary>
    public static nint Skip(ref byte data, nint start, nint end)
    {
        var length = start < end ? NumberText.JsonLength(Span(ref data, start, end)) : 0;
        return length == 0 ? Refused : start + length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ReadAnyInteger(ref byte data, nint at, out long value)
    {
        var negative = Unsafe.Add(ref data, at) == '-';
        at += negative ? 1 : 0;
        ref var first = ref Unsafe.Add(ref data, at);
        var count = DigitBlocks.Read(ref first, out var digits);
        value = negative ? -(long)digits : (long)digits;
        return IsJsonInteger(ref first, count) && (count < LongestInteger || digits <= long.MaxValue)
            ? at + count
            : Refused;
    }

    /// <summary>The longer case of <see cref="ReadDouble"/>: a sign, or up to 19 digits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ReadLongDouble(ref byte data, nint start, nint end, ref double value)
    {
        var negative = Unsafe.Add(ref data, start) == '-';
        var at = start + (negative ? 1 : 0);
        var count = ReadDecimalDigits(ref Unsafe.Add(ref data, at), out var mantissa, out var scale);
        if (count <= 0 || mantissa > ExactDoubleLimit || IsExponent(Unsafe.Add(ref data, at + count)))
        {
            return ReadAnyDouble(ref data, start, end, ref value);
        }

        var magnitude = (long)mantissa / ExactPowersOfTen[scale];
        value = negative ? -magnitude : magnitude;
        return at + count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint ReadAnyDouble(ref byte data, nint start, nint end, ref double value)
    {
        var after = Skip(ref data, start, end);
        return after >= 0
            && Utf8Parser.TryParse(Span(ref data, start, after), out value, out var consumed)
            && consumed == after - start
            && double.IsFinite(value) ? after : Refused;
    }

    /// <summary>
    /// Digits with at most one point among them: their value, how many stand after the point, and the bytes they
    /// take, or less than 1 when this is not the start of a JSON number or longer than 19 digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadDecimalDigits(ref byte first, out ulong mantissa, out int scale)
    {
        var count = DigitBlocks.Read(ref first, out mantissa);
        scale = 0;
        if (!IsJsonInteger(ref first, count))
        {
            return -1;
        }

        if (Unsafe.Add(ref first, count) != '.')
        {
            return count;
        }

        scale = DigitBlocks.Read(ref Unsafe.Add(ref first, count + 1), out var fraction);
        if (scale == 0 || count + scale > LongestInteger)
        {
            return -1;
        }

        mantissa = mantissa * DigitBlocks.PowersOfTen[scale] + fraction;
        return count + 1 + scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsJsonInteger(ref byte first, int count) =>
        (uint)(count - 1) < LongestInteger && (first != '0' || count == 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsExponent(byte letter) => (letter | 0x20) == 'e';

    private static ReadOnlySpan<byte> Span(ref byte data, nint start, nint end) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.Add(ref data, start), (int)(end - start));
}
