using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActorPipeline.Decoding;

/// <summary>Reads decimal digits eight at a time in a 64-bit register. The caller keeps 24 bytes readable.</summary>
internal static class DigitBlocks
{
    /// <summary>10^0 to 10^19.</summary>
    public static readonly ulong[] PowersOfTen =
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Counts and reads leading digits, at most 24; the value of more than 19 is meaningless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ref byte first, out ulong value)
    {
        var count = ReadBlock(ref first, out value);
        return count < 8 ? count : ReadMore(ref first, ref value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadMore(ref byte first, ref ulong value)
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

    /// <summary>The value of the first 1 to 8 digits, by three multiplications for all of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Value(ref byte first, int count) => Sum(Load(ref first) << (64 - 8 * count));

    /// <summary>
    /// One bit for each of the first sixteen bytes that is no digit, so that the end of a number is found from one
    /// load.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FindOthers(ref byte first)
    {
        var digits = Vector128.LoadUnsafe(ref first) - Vector128.Create((byte)'0');
        return Vector128.GreaterThan(digits, Vector128.Create((byte)9)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadBlock(ref byte first, out ulong value)
    {
        var word = Load(ref first);
        var others = ((word + 0x7676767676767676) | word) & 0x8080808080808080;
        var bits = BitOperations.TrailingZeroCount(others) & ~7;

        // Two shifts, because one by 64, for no digits at all, would be one by 0.
        var pad = (64 - bits) >> 1;
        value = Sum(word << pad << pad);
        return bits >> 3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Load(ref byte first)
    {
        var word = Unsafe.ReadUnaligned<ulong>(ref first);
        return (BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word)) ^ 0x3030303030303030;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Sum(ulong word)
    {
        word = (word * 10 + (word >> 8)) & 0x00FF00FF00FF00FF;
        word = (word * 100 + (word >> 16)) & 0x0000FFFF0000FFFF;
        return (word * 10_000 + (word >> 32)) & 0xFFFFFFFF;
    }
}
