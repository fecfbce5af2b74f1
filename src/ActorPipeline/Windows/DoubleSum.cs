using System.Runtime.CompilerServices;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// Sum of doubles with what its additions lost beside it (Neumaier 1974), so that the order of values matters within
/// rounding only. Words: the sum, what was lost. A sum that is on the way beyond the range of doubles goes on in the
/// second word, scaled down; then the first one is no number.
/// </summary>
internal readonly struct DoubleSum : IAccumulator<double>
{
    private const double Down = 1.0 / Up;
    private const double Up = 1UL << 63;

    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Double, WordKind.Double];

    public static int WordCount => 2;

    public static void Clear(ref long words) => (words, Unsafe.Add(ref words, 1)) = (0, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ref long words, double value)
    {
        ref var present = ref Unsafe.As<long, double>(ref words);
        var (sum, lost) = DoubleDouble.Sum(present, value);
        if (Math.Abs(sum) <= double.MaxValue)
        {
            present = sum;
            Unsafe.Add(ref present, 1) += lost;
        }
        else
        {
            AddScaled(ref words, value * Down);
        }
    }

    public static void Merge(ref long words, ref long other)
    {
        var (sum, rest) = Read(ref other);
        if (double.IsNaN(sum))
        {
            AddScaled(ref words, rest);
        }
        else
        {
            Add(ref words, sum);
            Add(ref words, rest);
        }
    }

    /// <summary>The sum; not finite where it has none.</summary>
    public static double Sum(ref long words)
    {
        var (sum, rest) = Read(ref words);
        return double.IsNaN(sum) ? rest * Up : sum + rest;
    }

    /// <summary>The sum by the number of values, which may be finite where the sum is not.</summary>
    public static double Mean(ref long words, long count)
    {
        var (sum, rest) = Read(ref words);
        if (double.IsNaN(sum))
        {
            return rest / count * Up;
        }

        var (high, low) = new DoubleDouble(sum, rest) / count;
        return high + low;
    }

    /// <summary>Sets the words to a sum of which nothing else is known.</summary>
    public static void Write(ref long words, double sum)
    {
        words = BitConverter.DoubleToInt64Bits(sum);
        Unsafe.Add(ref words, 1) = double.IsFinite(sum) ? 0 : BitConverter.DoubleToInt64Bits(double.NaN);
    }

    private static void AddScaled(ref long words, double scaled)
    {
        var (sum, rest) = Read(ref words);
        var total = (double.IsNaN(sum) ? rest : (sum * Down) + (rest * Down)) + scaled;
        words = BitConverter.DoubleToInt64Bits(double.NaN);
        Unsafe.Add(ref words, 1) = BitConverter.DoubleToInt64Bits(total);
    }

    private static (double Sum, double Missing) Read(ref long words) =>
        (BitConverter.Int64BitsToDouble(words), BitConverter.Int64BitsToDouble(Unsafe.Add(ref words, 1)));
}
