using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>
/// Count, mean and sum of squared distances from it (Welford 1962; merged after Chan, Golub and LeVeque 1979).
/// </summary>
internal readonly struct Moments : IAccumulator<double>
{
    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Int, WordKind.Double, WordKind.Double];

    public static int WordCount => 3;

    public static void Clear(ref long words) => Write(ref words, 0, 0, 0);

    public static void Add(ref long words, double value)
    {
        var (count, mean, squares) = Read(ref words);
        count++;
        var distance = value - mean;
        mean += distance / count;
        Write(ref words, count, mean, squares + (distance * (value - mean)));
    }

    public static void Merge(ref long words, ref long other)
    {
        var (count, mean, squares) = Read(ref words);
        var (otherCount, otherMean, otherSquares) = Read(ref other);
        if (count == 0 || otherCount == 0)
        {
            if (count == 0)
            {
                Write(ref words, otherCount, otherMean, otherSquares);
            }

            return;
        }

        var total = (double)count + otherCount;
        var distance = otherMean - mean;
        Write(
            ref words,
            count + otherCount,
            mean + (distance * otherCount / total),
            squares + otherSquares + (distance * distance * count * otherCount / total));
    }

    /// <summary>Sample variance; null below two values.</summary>
    public static double? Variance(ref long words)
    {
        var (count, _, squares) = Read(ref words);
        return count < 2 ? null : squares / (count - 1);
    }

    private static (long Count, double Mean, double Squares) Read(ref long words) => (
        words,
        BitConverter.Int64BitsToDouble(Unsafe.Add(ref words, 1)),
        BitConverter.Int64BitsToDouble(Unsafe.Add(ref words, 2)));

    private static void Write(ref long words, long count, double mean, double squares)
    {
        words = count;
        Unsafe.Add(ref words, 1) = BitConverter.DoubleToInt64Bits(mean);
        Unsafe.Add(ref words, 2) = BitConverter.DoubleToInt64Bits(squares);
    }
}
