using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows.Numbers;

/// <summary>
/// A number of some 106 bits as the sum of two doubles, of which the second is what the first lost by rounding (Dekker
/// 1971; Knuth, The Art of Computer Programming, volume 2, section 4.2.2). Of what is not finite nothing is right.
/// </summary>
/// <param name="High">The number, rounded.</param>
/// <param name="Low">What is missing.</param>
internal readonly record struct DoubleDouble(double High, double Low)
{
    /// <summary>The sum of two doubles, exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return new DoubleDouble(sum, (a - (sum - part)) + (b - part));
    }

    /// <summary>The product of two doubles, exact unless it is close to the least ones.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        var product = a * b;
        return new DoubleDouble(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = Sum(a.High, b.High);
        return Normal(high, low + a.Low + b.Low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) =>
        a + new DoubleDouble(-b.High, -b.Low);

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = Product(a.High, b.High);
        return Normal(high, low + (a.High * b.Low) + (a.Low * b.High));
    }

    public static DoubleDouble operator *(DoubleDouble a, double b) => a * new DoubleDouble(b, 0);

    public static DoubleDouble operator /(DoubleDouble a, double b)
    {
        var quotient = a.High / b;
        var rest = Math.FusedMultiplyAdd(-quotient, b, a.High) + a.Low;
        return Normal(quotient, rest / b);
    }

    /// <summary>The number times a power of two.</summary>
    public DoubleDouble ScaleB(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    /// <summary>A number of which the second part may be more than what the first one lost.</summary>
    private static DoubleDouble Normal(double high, double low)
    {
        var sum = high + low;
        return new DoubleDouble(sum, low - (sum - high));
    }
}
