using System.Buffers.Text;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// Doubles as the shortest decimal text that reads back to the same bits, written as ECMAScript and RFC 8785 write
/// numbers: plain from 1e-6 up to below 1e21, else <c>1.5e-7</c>, <c>1e+21</c>; but <c>-0</c> keeps its sign.
/// The digits of most values in practice (counts, prices, rates) come from one multiplication and one division;
/// the others from Raffaello Giulietti's Schubfach, "The Schubfach way to render doubles" (2020).
/// </summary>
public static class ShortestDouble
{
    /// <summary>Bytes that any finite double needs at most.</summary>
    public const int MaxLength = 32;

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
                Utf8Formatter.TryFormat((ulong)whole, destination, out var integerLength);
                return sign + integerLength;
            }

            if (TryWriteShortFraction(value, destination, out var length))
            {
                return sign + length;
            }
        }

        var (digits, exponent) = Schubfach.ToDecimal(value);
        return sign + WriteDigits(digits, exponent, destination);
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

        var decimals = 4;
        while (scaled % 10 == 0)
        {
            scaled /= 10;
            decimals--;
        }

        length = WriteDigits((ulong)scaled, -decimals, destination);
        return true;
    }

    /// <summary>Writes digits * 10^exponent; the digits may end in zeros, which are dropped after the point.</summary>
    private static int WriteDigits(ulong digits, int exponent, Span<byte> destination)
    {
        const int largestPlainPoint = 21;
        const int leastPlainPoint = -5;
        Utf8Formatter.TryFormat(digits, destination, out var length);
        // Where the decimal point stands, counted from the first digit: 12.5 is 125 with the point at 2.
        var point = length + exponent;
        while (length > 1 && destination[length - 1] == (byte)'0')
        {
            length--;
        }

        if (point is < leastPlainPoint or > largestPlainPoint)
        {
            return WriteScientific(destination, length, point - 1);
        }

        if (point >= length)
        {
            destination[length..point].Fill((byte)'0');
            return point;
        }

        if (point > 0)
        {
            destination[point..length].CopyTo(destination[(point + 1)..]);
            destination[point] = (byte)'.';
            return length + 1;
        }

        destination[..length].CopyTo(destination[(2 - point)..]);
        destination[..(2 - point)].Fill((byte)'0');
        destination[1] = (byte)'.';
        return length + 2 - point;
    }

    /// <summary>Puts point and exponent to the digits that stand in the destination: <c>1.5e-7</c>.</summary>
    private static int WriteScientific(Span<byte> destination, int length, int exponent)
    {
        if (length > 1)
        {
            destination[1..length].CopyTo(destination[2..]);
            destination[1] = (byte)'.';
            length++;
        }

        destination[length++] = (byte)'e';
        destination[length++] = (byte)(exponent < 0 ? '-' : '+');
        Utf8Formatter.TryFormat(Math.Abs(exponent), destination[length..], out var written);
        return length + written;
    }
}
