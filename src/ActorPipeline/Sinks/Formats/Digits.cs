using System.Buffers.Binary;
using System.Numerics;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Decimal digits, eight at a time in one register, without a branch for how many there are: rows are full of numbers
/// of random length, and a mispredicted branch costs more than the digits.
/// </summary>
internal static class Digits
{
    /// <summary>Bytes that are written over at most; up to 20 of them count.</summary>
    public const int MaxLength = 32;

    private const uint Eight = 100_000_000;
    private const ulong Sixteen = (ulong)Eight * Eight;
    private const ulong AsciiZeros = 0x3030_3030_3030_3030;
    private const uint FourAsciiZeros = 0x3030_3030;

    /// <summary>Writes a number without leading zeros.</summary>
    /// <returns>Number of digits.</returns>
    public static int Write(ulong value, Span<byte> destination)
    {
        if (value < Eight)
        {
            return WriteFirst((uint)value, destination);
        }

        if (value < Sixteen)
        {
            var count = WriteFirst((uint)(value / Eight), destination);
            WriteEight((uint)(value % Eight), destination[count..]);
            return count + 8;
        }

        var first = WriteFirst((uint)(value / Sixteen), destination);
        var rest = value % Sixteen;
        WriteEight((uint)(rest / Eight), destination[first..]);
        WriteEight((uint)(rest % Eight), destination[(first + 8)..]);
        return first + 16;
    }

    /// <summary>Writes a number below 10000 as the four digits after a point, without trailing zeros.</summary>
    /// <returns>Number of digits that count, of four that are written.</returns>
    public static int WriteFraction(uint fraction, Span<byte> destination)
    {
        var packed = (uint)(Pack(fraction) >> 32);
        BinaryPrimitives.WriteUInt32LittleEndian(destination, packed + FourAsciiZeros);
        return 4 - (BitOperations.LeadingZeroCount(packed) / 8);
    }

    private static int WriteFirst(uint value, Span<byte> destination)
    {
        var packed = Pack(value);
        // The guard bit keeps the last digit of 0.
        var leadingZeros = BitOperations.TrailingZeroCount(packed | (1UL << 56)) / 8;
        BinaryPrimitives.WriteUInt64LittleEndian(destination, (packed + AsciiZeros) >> (8 * leadingZeros));
        return 8 - leadingZeros;
    }

    private static void WriteEight(uint value, Span<byte> destination) =>
        BinaryPrimitives.WriteUInt64LittleEndian(destination, Pack(value) + AsciiZeros);

    /// <summary>The eight digits of a number below 10^8, a digit a byte, the first in the lowest byte.</summary>
    private static ulong Pack(uint value)
    {
        // Halves of four digits, then quarters of two, then digits: each step divides all lanes by multiplying with
        // a reciprocal that is exact for lanes this small.
        var fours = (value / 10_000) | ((ulong)(value % 10_000) << 32);
        var hundreds = ((fours * 10_486) >> 20) & 0x0000_007F_0000_007F;
        var pairs = hundreds + ((fours - (100 * hundreds)) << 16);
        var tens = ((pairs * 103) >> 10) & 0x000F_000F_000F_000F;
        return tens + ((pairs - (10 * tens)) << 8);
    }
}
