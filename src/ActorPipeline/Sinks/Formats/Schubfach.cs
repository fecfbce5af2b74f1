using System.Numerics;

namespace ActorPipeline.Sinks.Formats;

/// <summary>
/// The shortest decimal in the interval that rounds to a double, and of those the closest: Raffaello Giulietti,
/// "The Schubfach way to render doubles" (2020). The names are the paper's, so that it can be held beside the code.
/// </summary>
internal static class Schubfach
{
    private const int SignificandBits = 52;
    private const int ExponentBias = 1075;
    private const int LeastPower = -292;
    private const int GreatestPower = 324;

    /// <summary>The high and the low half of g(k) = ceil(10^k * 2^-r), with r such that g has 128 bits.</summary>
    private static readonly (ulong High, ulong Low)[] Powers = ComputePowers();

    /// <summary>The digits and the power of ten of a positive, finite double. The digits may end in zeros.</summary>
    public static (ulong Digits, int Exponent) ToDecimal(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var fraction = bits & ((1UL << SignificandBits) - 1);
        var biased = (int)(bits >> SignificandBits);
        var c = biased == 0 ? fraction : fraction | (1UL << SignificandBits);
        var q = Math.Max(biased, 1) - ExponentBias;
        // Below a power of two the neighbours are half as far away as above it.
        var isIrregular = fraction == 0 && biased > 1;
        var k = ((q * 1_262_611) - (isIrregular ? 524_031 : 0)) >> 22;
        var h = q + FloorLog2Pow10(-k) + 1;
        var g = Powers[-k - LeastPower];
        var isOdd = c & 1;
        var lower = MultiplyRoundToOdd(g, ((4 * c) - (isIrregular ? 1UL : 2UL)) << h) + isOdd;
        var middle = MultiplyRoundToOdd(g, (4 * c) << h);
        var upper = MultiplyRoundToOdd(g, ((4 * c) + 2) << h) - isOdd;
        var s = middle / 4;
        if (s >= 10)
        {
            var shorter = s / 10;
            var isDownInside = lower <= 40 * shorter;
            var isUpInside = (40 * shorter) + 40 <= upper;
            if (isDownInside != isUpInside)
            {
                return (isUpInside ? shorter + 1 : shorter, k + 1);
            }
        }

        var down = lower <= 4 * s;
        var up = (4 * s) + 4 <= upper;
        if (down != up)
        {
            return (up ? s + 1 : s, k);
        }

        var half = (4 * s) + 2;
        var roundsUp = middle > half || (middle == half && (s & 1) != 0);
        return (roundsUp ? s + 1 : s, k);
    }

    /// <summary>The upper 64 bits of the product, with its last bit set when anything was cut off.</summary>
    private static ulong MultiplyRoundToOdd((ulong High, ulong Low) g, ulong cp)
    {
        var low = Math.BigMul(g.Low, cp, out _);
        var high = Math.BigMul(g.High, cp, out var middle);
        middle += low;
        high += middle < low ? 1UL : 0UL;
        return high | (middle > 1 ? 1UL : 0UL);
    }

    private static int FloorLog2Pow10(int power) => (power * 1_741_647) >> 19;

    private static (ulong High, ulong Low)[] ComputePowers()
    {
        var powers = new (ulong, ulong)[GreatestPower - LeastPower + 1];
        for (var i = 0; i < powers.Length; i++)
        {
            var power = i + LeastPower;
            var shift = 127 - FloorLog2Pow10(power);
            var g = power >= 0
                ? ShiftUp(BigInteger.Pow(10, power), shift)
                : DivideUp(BigInteger.One << shift, BigInteger.Pow(10, -power));
            powers[i] = ((ulong)(g >> 64), (ulong)(g & ulong.MaxValue));
        }

        return powers;
    }

    private static BigInteger ShiftUp(BigInteger value, int shift) =>
        shift >= 0 ? value << shift : -(-value >> -shift);

    private static BigInteger DivideUp(BigInteger value, BigInteger divisor) => (value + divisor - 1) / divisor;
}
