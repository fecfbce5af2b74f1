using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// Sum of decimals and of their squares, exact; the variance is rounded once. Words: those of <see cref="DecimalSum"/>;
/// the squares as an integer of 448 bits, which 2^69 decimals do not fill. It has twice the places of the sum.
/// </summary>
internal readonly struct DecimalMoments : IMoments<decimal>
{
    private const int SquaresWords = 7;
    private const int WordBits = 64;

    public static IReadOnlyList<WordKind> Words { get; } =
        [.. DecimalSum.Words, .. Enumerable.Repeat(WordKind.Int, SquaresWords)];

    public static int WordCount => DecimalSum.WordCount + SquaresWords;

    public static void Clear(ref long words) => MemoryMarshal.CreateSpan(ref words, WordCount).Clear();

    public static void Add(ref long words, decimal value)
    {
        var parts = new DecimalParts(value);
        var before = DecimalSum.ScaleOf(ref words);
        DecimalSum.Add(ref words, value);
        if (parts.Scale == before)
        {
            Span<long> few = stackalloc long[DecimalParts.SquareWords];
            parts.WriteSquareTo(few);
            WideInt.Add(Squares(ref words), few);
            return;
        }

        Span<long> square = stackalloc long[SquaresWords];
        parts.WriteSquareTo(square);
        AddSquares(ref words, before, square, parts.Scale);
    }

    public static void Merge(ref long words, ref long other)
    {
        Span<long> squares = stackalloc long[SquaresWords];
        Squares(ref other).CopyTo(squares);
        var before = DecimalSum.ScaleOf(ref words);
        DecimalSum.Merge(ref words, ref other);
        AddSquares(ref words, before, squares, DecimalSum.ScaleOf(ref other));
    }

    public static double? Variance(ref long words, long count)
    {
        if (DecimalSum.ScaleOf(ref words) is not (>= 0 and var scale))
        {
            return null;
        }

        var integer = DecimalSum.Integer(ref words);
        var squares = Squares(ref words);
        if (WideInt.ReadShort(squares) is { } few && few >> WordBits == 0 && count <= int.MaxValue
            && 2 * scale < WideInt.TensInWord && WideInt.ReadShort(integer) is { } total)
        {
            // The square of the sum is at most count times the squares, so nothing leaves 128 bits.
            return Ratio.ToDouble(
                (few * count) - (total * total), (Int128)WideInt.WordOfTen(2 * scale) * (count * (count - 1)));
        }

        var sum = WideInt.Read(integer);
        return Ratio.ToDouble(
            (WideInt.Read(squares) * count) - (sum * sum),
            WideInt.PowerOfTen(2 * scale) * count * (count - 1));
    }

    public static double? StdDev(ref long words, long count) =>
        Variance(ref words, count) is { } variance ? Math.Sqrt(variance) : null;

    /// <summary>The words of the sum of squares.</summary>
    public static Span<long> Squares(ref long words) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref words, DecimalSum.WordCount), SquaresWords);

    /// <summary>Adds squares to those that had the scale before; the sum's is the present one of both.</summary>
    private static void AddSquares(ref long words, int before, Span<long> addend, int scale)
    {
        var present = DecimalSum.ScaleOf(ref words);
        var squares = Squares(ref words);
        if (present == DecimalSum.Lost)
        {
            squares.Clear();
            return;
        }

        WideInt.MultiplyByTen(squares, 2 * (present - before));
        WideInt.MultiplyByTen(addend, 2 * (present - scale));
        WideInt.Add(squares, addend);
    }
}
