using System.Numerics;

namespace ActorPipeline.Windows.Numbers;

/// <summary>Quotients of integers, rounded once: to the nearest, of two that are as near to the even one.</summary>
internal static class Ratio
{
    /// <summary>Up to here every integer is a double.</summary>
    private const long Exact = 1L << 53;

    /// <summary>Bits of a quotient: more than a double has, fewer than a long.</summary>
    private const int QuotientBits = 62;

    private const int DecimalBits = 96;

    // A double as IEEE 754 lays it out.
    private const int FractionBits = 52;
    private const int ExponentBits = 11;
    private const int ExponentBias = 1_023;

    private static readonly BigInteger _decimalLimit = BigInteger.One << DecimalBits;

    /// <summary>The nearest double; the denominator is above 0.</summary>
    public static double ToDouble(Int128 numerator, Int128 denominator) =>
        numerator >= -Exact && numerator <= Exact && denominator <= Exact
            ? (double)(long)numerator / (long)denominator
            : ToDouble((BigInteger)numerator, denominator);

    /// <summary>The nearest double, which is within the range of doubles; the denominator is above 0.</summary>
    public static double ToDouble(BigInteger numerator, BigInteger denominator)
    {
        if (numerator.IsZero)
        {
            return 0;
        }

        var magnitude = BigInteger.Abs(numerator);
        var shift = QuotientBits - (int)(magnitude.GetBitLength() - denominator.GetBitLength());
        var quotient = BigInteger.DivRem(
            shift > 0 ? magnitude << shift : magnitude, shift < 0 ? denominator << -shift : denominator, out var rest);

        // That something is left over decides only where the bits of the quotient end in the middle between doubles.
        var bits = (long)quotient | (rest.IsZero ? 0L : 1L);
        return Math.ScaleB(numerator.Sign * (double)bits, -shift);
    }

    /// <summary>The nearest integer; the denominator is above 0.</summary>
    public static BigInteger Round(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (BigInteger.Abs(rest) * 2).CompareTo(denominator);
        return half > 0 || (half == 0 && !quotient.IsEven) ? quotient + numerator.Sign : quotient;
    }

    /// <summary>A finite double as a quotient of integers.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> FractionBits) & ((1 << ExponentBits) - 1);
        var fraction = bits & ((1L << FractionBits) - 1);
        var integer = new BigInteger(exponent == 0 ? fraction : fraction | (1L << FractionBits));
        var power = Math.Max(exponent, 1) - ExponentBias - FractionBits;
        return ((value < 0 ? -integer : integer) << Math.Max(power, 0), BigInteger.One << Math.Max(-power, 0));
    }

    /// <summary>
    /// The nearest decimal to an integer by a power of ten: with all of its places, or where that is too long, with as
    /// many as there is room for. Null where it is out of range.
    /// </summary>
    public static decimal? ToDecimal(BigInteger scaled, int scale)
    {
        var magnitude = BigInteger.Abs(scaled);
        var rounded = magnitude;
        var dropped = 0;
        while (rounded >= _decimalLimit)
        {
            // From all places again each time: what is rounded twice may end at another number.
            if (++dropped > scale)
            {
                return null;
            }

            rounded = Round(magnitude, WideInt.PowerOfTen(dropped));
        }

        return ToDecimal((UInt128)rounded, scaled.Sign < 0, scale - dropped);
    }

    /// <summary>An integer by a power of ten; null where it has more digits than a decimal.</summary>
    public static decimal? ToDecimal(Int128 scaled, int scale)
    {
        var magnitude = scaled < 0 ? -(UInt128)scaled : (UInt128)scaled;
        return magnitude >> DecimalBits == 0 ? ToDecimal(magnitude, scaled < 0, scale) : null;
    }

    private static decimal ToDecimal(UInt128 magnitude, bool isNegative, int scale) => new(
        (int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), isNegative, (byte)scale);
}
