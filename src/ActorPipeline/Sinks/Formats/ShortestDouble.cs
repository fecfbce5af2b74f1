using System.Runtime.Intrinsics;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Doubles as the shortest decimal text that reads back to the same bits, written as ECMAScript and RFC 8785 write
/// numbers: plain from 1e-6 up to below 1e21, else <c>1.5e-7</c>, <c>1e+21</c>; but <c>-0</c> keeps its sign.
/// The digits of most values in practice (counts, prices, rates) come from one multiplication and one division;
/// the others from Raffaello Giulietti's Schubfach, "The Schubfach way to render doubles" (2020).
/// </summary>
internal static class ShortestDouble
{
    /// <summary>Bytes that are written over at most; up to 26 of them count.</summary>
    public const int MaxLength = 64;

    /// <summary>17 digits, and as many bytes again for a vector that begins at the last of them.</summary>
    private const int DigitsLength = 64;

    private const long FirstInexactInteger = 1L << 53;

    /// <summary>Writes a finite double; not a number and the infinities are the caller's to write.</summary>
    /// <param name="value">A finite value.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Number of bytes written.</returns>
    public static int Write(double value, Span<byte> destination)
    {
        var sign = 0;
        if (double.IsNegative(value))
        {
            destination[0] = (byte)'-';
            destination = destination[1..];
            value = -value;
            sign = 1;
        }

        if (value < FirstInexactInteger)
        {
            var whole = (long)value;
            if (whole == value)
            {
                return sign + Digits.Write((ulong)whole, destination);
            }

            if (TryWriteShortFraction(value, destination, out var length))
            {
                return sign + length;
            }
        }

        var (digits, exponent) = Schubfach.ToDecimal(value);
        return sign + WriteDecimal(digits, exponent, destination);
    }

    /// <summary>
    /// Values with up to four decimals. Both the integer and the power of ten are exact, and a division is rounded
    /// correctly, so a quotient equal to the value means that the text reads back to it.
    /// </summary>
    private static bool TryWriteShortFraction(double value, Span<byte> destination, out int length)
    {
        // Below 2^49 the product is off by less than a half, so rounding can't miss a shorter text.
        const double largest = (1L << 49) / 1e4;
        length = 0;
        if (value >= largest)
        {
            return false;
        }

        // Whatever has fewer decimals has four, too: one test tells whether it is worth to look for the least.
        var scaled = (long)((value * 1e4) + 0.5);
        if (scaled / 1e4 != value)
        {
            return false;
        }

        var whole = scaled / 10_000;
        length = Digits.Write((ulong)whole, destination);
        destination[length] = (byte)'.';
        length += 1 + Digits.WriteFraction((uint)(scaled - (whole * 10_000)), destination[(length + 1)..]);
        return true;
    }

    /// <summary>Writes digits * 10^exponent; the digits may end in zeros, which are dropped after the point.</summary>
    private static int WriteDecimal(ulong decimalDigits, int exponent, Span<byte> destination)
    {
        const int largestPlainPoint = 21;
        const int leastPlainPoint = -5;
        Span<byte> digits = stackalloc byte[DigitsLength];
        var length = Digits.Write(decimalDigits, digits);
        // Where the decimal point stands, counted from the first digit: 12.5 is 125 with the point at 2.
        var point = length + exponent;
        while (length > 1 && digits[length - 1] == (byte)'0')
        {
            length--;
        }

        if (point is < leastPlainPoint or > largestPlainPoint)
        {
            return WriteScientific(digits, length, point - 1, destination);
        }

        if (point >= length)
        {
            digits[..length].CopyTo(destination);
            destination[length..point].Fill((byte)'0');
            return point;
        }

        if (point > 0)
        {
            CopyDigits(digits, destination);
            destination[point] = (byte)'.';
            CopyDigits(digits[point..], destination[(point + 1)..]);
            return length + 1;
        }

        "0.00000"u8.CopyTo(destination);
        CopyDigits(digits, destination[(2 - point)..]);
        return length + 2 - point;
    }

    /// <summary>Up to 32 digits in one instruction; what follows the digits is written over later.</summary>
    private static void CopyDigits(Span<byte> digits, Span<byte> destination) =>
        Vector256.Create<byte>(digits).CopyTo(destination);

    /// <summary>A digit, a point where there are more, and the exponent: <c>1.5e-7</c>.</summary>
    private static int WriteScientific(ReadOnlySpan<byte> digits, int length, int exponent, Span<byte> destination)
    {
        digits[..length].CopyTo(destination[1..]);
        destination[0] = digits[0];
        destination[1] = (byte)'.';
        length = length > 1 ? length + 1 : 1;
        destination[length++] = (byte)'e';
        destination[length++] = (byte)(exponent < 0 ? '-' : '+');
        return length + Digits.Write((ulong)Math.Abs(exponent), destination[length..]);
    }
}
