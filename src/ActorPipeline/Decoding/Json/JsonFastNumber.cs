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

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    private static ReadOnlySpan<double> ExactPowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    ];

    /// <summary>Reads a plain integer; returns where it ends or <see cref="Refused"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint ReadInt64(ref byte data, nint at, out long value)
    {
        var negative = Unsafe.Add(ref data, at) == '-';
        at += negative ? 1 : 0;
        ref var first = ref Unsafe.Add(ref data, at);
        var count = ReadDigits(ref first, out var digits);
        value = negative ? -(long)digits : (long)digits;
        if (!IsJsonInteger(ref first, count) || (count == LongestInteger && digits > long.MaxValue))
        {
            return Refused;
        }

        return at + count;
    }

    /// <summary>
    /// Reads a number without exponent by Clinger's fast path: a mantissa below 2^53 divided by an exact power of ten
    /// is correctly rounded. Anything else goes to the general parser.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint ReadDouble(ref byte data, nint start, nint end, out double value)
    {
        var negative = Unsafe.Add(ref data, start) == '-';
        var at = start + (negative ? 1 : 0);
        var count = ReadDecimalDigits(ref Unsafe.Add(ref data, at), out var mantissa, out var scale);
        if (count <= 0 || mantissa > ExactDoubleLimit || IsExponent(Unsafe.Add(ref data, at + count)))
        {
            return ReadAnyDouble(ref data, start, end, out value);
        }

        value = (long)mantissa / ExactPowersOfTen[scale];
        value = negative ? -value : value;
        return at + count;
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
    private static nint ReadAnyDouble(ref byte data, nint start, nint end, out double value)
    {
        value = 0;
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
        var count = ReadDigits(ref first, out mantissa);
        scale = 0;
        if (!IsJsonInteger(ref first, count))
        {
            return -1;
        }

        if (Unsafe.Add(ref first, count) != '.')
        {
            return count;
        }

        scale = ReadDigits(ref Unsafe.Add(ref first, count + 1), out var fraction);
        if (scale == 0 || count + scale > LongestInteger)
        {
            return -1;
        }

        mantissa = mantissa * PowersOfTen[scale] + fraction;
        return count + 1 + scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsJsonInteger(ref byte first, int count) =>
        (uint)(count - 1) < LongestInteger && (first != '0' || count == 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsExponent(byte letter) => (letter | 0x20) == 'e';

    /// <summary>Counts and reads leading digits, at most 24; the value of more than 19 is meaningless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadDigits(ref byte first, out ulong value)
    {
        var count = ReadBlock(ref first, out value);
        return count < 8 ? count : ReadMoreDigits(ref first, ref value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadMoreDigits(ref byte first, ref ulong value)
    {
        var count = ReadBlock(ref Unsafe.Add(ref first, 8), out var more);
        value = value * PowersOfTen[count] + more;
        if (count < 8)
        {
            return 8 + count;
        }

        count = ReadBlock(ref Unsafe.Add(ref first, 16), out more);
        value = value * PowersOfTen[count] + more;
        return 16 + count;
    }

    /// <summary>Counts and reads up to eight leading digits, three multiplications for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadBlock(ref byte first, out ulong value)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref first);
        if (!BitConverter.IsLittleEndian)
        {
            word = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
        }

        word ^= 0x3030303030303030;
        var others = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
        var bits = BitOperations.TrailingZeroCount(others) & ~7;
        var pad = (64 - bits) >> 1;
        word = word << pad << pad;
        word = (word * 10 + (word >> 8)) & 0x00FF00FF00FF00FF;
        word = (word * 100 + (word >> 16)) & 0x0000FFFF0000FFFF;
        value = (word * 10_000 + (word >> 32)) & 0xFFFFFFFF;
        return bits >> 3;
    }

    private static ReadOnlySpan<byte> Span(ref byte data, nint start, nint end) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.Add(ref data, start), (int)(end - start));
}
