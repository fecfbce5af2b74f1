using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// Sum of int64 in 128 bits and of their squares in 192, exact; the variance is rounded once. Words: the sum, the
/// squares.
/// </summary>
internal readonly struct Int64Moments : IMoments<long>
{
    private const int SquaresWord = 2;
    private const int SquaresWords = 3;

    public static IReadOnlyList<WordKind> Words { get; } =
        [.. Int64Sum.Words, WordKind.Int, WordKind.Int, WordKind.Int];

    public static int WordCount => SquaresWord + SquaresWords;

    public static void Clear(ref long words) => MemoryMarshal.CreateSpan(ref words, WordCount).Clear();

    public static void Add(ref long words, long value)
    {
        Int64Sum.Add(ref words, value);
        ref var squares = ref Unsafe.Add(ref words, SquaresWord);
        var low = new UInt128((ulong)Unsafe.Add(ref squares, 1), (ulong)squares);
        var sum = low + new UInt128((ulong)Math.BigMul(value, value, out var lowSquare), (ulong)lowSquare);
        (squares, Unsafe.Add(ref squares, 1)) = ((long)(ulong)sum, (long)(ulong)(sum >> 64));
        Unsafe.Add(ref squares, 2) += sum < low ? 1 : 0;
    }

    public static void Merge(ref long words, ref long other)
    {
        Int64Sum.Merge(ref words, ref other);
        WideInt.Add(Squares(ref words), Squares(ref other));
    }

    public static double? Variance(ref long words, long count)
    {
        var sum = Int64Sum.Read(ref words);
        var squares = Squares(ref words);
        var pairs = (Int128)count * (count - 1);

        // Squares in one word: the square of the sum is at most count times them, so nothing leaves 128 bits.
        return (squares[1] | squares[2]) == 0
            ? Ratio.ToDouble(((Int128)count * (ulong)squares[0]) - (sum * sum), pairs)
            : Ratio.ToDouble((WideInt.Read(squares) * count) - ((BigInteger)sum * sum), pairs);
    }

    public static double? StdDev(ref long words, long count) => Math.Sqrt(Variance(ref words, count)!.Value);

    /// <summary>The words of the sum of squares.</summary>
    public static Span<long> Squares(ref long words) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref words, SquaresWord), SquaresWords);
}
