using System.Numerics;

namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>
/// Numbers without rounding: integers over one denominator, a power of ten for decimals and of two for doubles. What is
/// asked of them is rounded once, half to even.
/// </summary>
internal sealed class ExactNumbers
{
    private const int DoubleBits = 53;
    private const int LeastDoubleExponent = -1_074;

    private readonly List<BigInteger> _numerators;
    private readonly BigInteger _denominator;
    private readonly int _places;

    private ExactNumbers(List<(BigInteger Numerator, BigInteger Denominator)> values, int places)
    {
        _denominator = values.Max(v => v.Denominator);
        _numerators = values.ConvertAll(v => v.Numerator * (_denominator / v.Denominator));
        _places = places;
    }

    private BigInteger Total => _numerators.Aggregate(BigInteger.Zero, (a, n) => a + n);

    private BigInteger Count => _numerators.Count;

    /// <summary>Numbers of one type; null for doubles of which one is not finite.</summary>
    public static ExactNumbers? Of(IReadOnlyList<object> values) =>
        values.Any(v => v is double number && !double.IsFinite(number))
            ? null
            : new ExactNumbers([.. values.Select(Parts)], values.Max(v => v is decimal m ? m.Scale : 0));

    /// <summary>The sum as a number of the same type; null out of its range.</summary>
    public object? Sum(object like) => like switch
    {
        long => Total >= long.MinValue && Total <= long.MaxValue ? (long)Total : null,
        decimal => ToDecimal(),
        _ => ToDouble(Total, _denominator),
    };

    public double Mean() => ToDouble(Total, _denominator * Count);

    public double Variance() => ToDouble(Spread, SpreadOf);

    public double StdDev()
    {
        // The root of a number that is large enough has all bits that count, but for whether there are more.
        var more = 4 * DoubleBits;
        var shift = Math.Max(0, more + (int)(SpreadOf.GetBitLength() - Spread.GetBitLength()));
        shift += shift & 1;
        var root = Root((Spread << shift) / SpreadOf);
        return ToDouble((root << 1) + (Spread.IsZero ? 0 : 1), BigInteger.One << ((shift / 2) + 1));
    }

    private BigInteger Spread =>
        (Count * _numerators.Aggregate(BigInteger.Zero, (a, n) => a + (n * n))) - (Total * Total);

    private BigInteger SpreadOf => _denominator * _denominator * Count * (Count - 1);

    private static (BigInteger Numerator, BigInteger Denominator) Parts(object value)
    {
        switch (value)
        {
            case long number:
                return (number, 1);
            case decimal number:
                // Times a power of ten as digits: the places of a decimal are its scale.
                var digits = number.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    .Replace(".", "", StringComparison.Ordinal);
                return (BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture),
                    BigInteger.Pow(10, number.Scale));
            default:
                var (rest, power) = ((double)value, 0);
                while (Math.Floor(rest) != rest)
                {
                    (rest, power) = (rest * 2, power + 1);
                }

                return ((BigInteger)rest, BigInteger.One << power);
        }
    }

    private static BigInteger Round(BigInteger numerator, BigInteger denominator)
    {
        var floor = (numerator - ModuloOf(numerator, denominator)) / denominator;
        var twice = 2 * ModuloOf(numerator, denominator);
        return twice > denominator || (twice == denominator && !floor.IsEven) ? floor + 1 : floor;
    }

    private static BigInteger ModuloOf(BigInteger numerator, BigInteger denominator) =>
        ((numerator % denominator) + denominator) % denominator;

    private static double ToDouble(BigInteger numerator, BigInteger denominator)
    {
        var exponent = (int)(BigInteger.Abs(numerator).GetBitLength() - denominator.GetBitLength()) - DoubleBits;
        while (true)
        {
            exponent = Math.Max(exponent, LeastDoubleExponent);
            var digits = exponent < 0
                ? Round(numerator << -exponent, denominator)
                : Round(numerator, denominator << exponent);
            if (BigInteger.Abs(digits) <= BigInteger.One << DoubleBits)
            {
                return Math.ScaleB((double)digits, exponent);
            }

            exponent++;
        }
    }

    private static BigInteger Root(BigInteger square)
    {
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (root * root > square)
        {
            root = (root + (square / root)) / 2;
        }

        return root;
    }

    private decimal? ToDecimal()
    {
        for (var places = _places; places >= 0; places--)
        {
            var digits = Round(Total * BigInteger.Pow(10, places), _denominator);
            if (BigInteger.Abs(digits) <= (BigInteger)decimal.MaxValue)
            {
                var (low, high) = ((ulong)(BigInteger.Abs(digits) & ulong.MaxValue), BigInteger.Abs(digits) >> 64);
                return new decimal((int)low, (int)(low >> 32), (int)(uint)high, digits.Sign < 0, (byte)places);
            }
        }

        return null;
    }
}
