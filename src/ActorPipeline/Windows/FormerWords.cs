using System.Numerics;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// How an aggregate's words were in pages of a former cell format, and how they become the present ones. In the first
/// format sums of doubles and decimals were kept in their own type, and all moments in doubles.
/// </summary>
/// <param name="Kinds">What the words held.</param>
/// <param name="Convert">Sets the present words, which are those of a new cell, from the former ones.</param>
internal sealed record FormerWords(IReadOnlyList<WordKind> Kinds, FormerWords.Conversion Convert)
{
    private const int OverflowFlags = -1;

    private static readonly IReadOnlyList<WordKind> _momentKinds = [WordKind.Int, WordKind.Double, WordKind.Double];

    /// <summary>Sets the present words from the former ones.</summary>
    public delegate void Conversion(ReadOnlySpan<long> former, Span<long> words);

    /// <summary>What its additions had lost is not known; the sum is the one that it was.</summary>
    public static FormerWords DoubleSum { get; } = new(
        [WordKind.Double],
        (former, words) => Windows.DoubleSum.Write(ref words[0], BitConverter.Int64BitsToDouble(former[0])));

    /// <summary>
    /// What it had rounded is not known, nor what a sum was that had overflowed, which stays so; else it goes on from
    /// the decimal that it was.
    /// </summary>
    public static FormerWords DecimalSum { get; } = new([WordKind.Int, WordKind.FormerSumTop], ConvertDecimalSum);

    /// <summary>The mean takes the place of the value from which distances are measured; nothing is lost.</summary>
    public static FormerWords DoubleMoments { get; } = new(
        _momentKinds,
        (former, words) => Windows.DoubleMoments.Write(ref words[0], former[0], Double(former[1]), Double(former[2])));

    /// <summary>
    /// The sums are those that are nearest to mean and variance: where these were rounded, they are not the values'.
    /// </summary>
    public static FormerWords Int64Moments { get; } = new(_momentKinds, ConvertInt64Moments);

    /// <summary>As for int64, with all places that a decimal can have.</summary>
    public static FormerWords DecimalMoments { get; } = new(_momentKinds, ConvertDecimalMoments);

    /// <summary>Whether a word can be the upper one of such a sum.</summary>
    public static bool IsSumTop(long word) => IsOverflow(word) || DecimalWords.IsTop(word);

    /// <summary>The words that an aggregate had in a cell format; null where they were the present ones.</summary>
    public static FormerWords? Of(Fold fold, int cellFormat) =>
        cellFormat == StateLayout.FirstCellFormat ? fold.FirstWords : null;

    private static bool IsOverflow(long top) => (int)(top >> 32) == OverflowFlags;

    private static double Double(long word) => BitConverter.Int64BitsToDouble(word);

    private static void ConvertDecimalSum(ReadOnlySpan<long> former, Span<long> words)
    {
        if (IsOverflow(former[1]))
        {
            Windows.DecimalSum.SetScale(ref words[0], Windows.DecimalSum.Lost);
        }
        else
        {
            Span<long> sum = [former[0], former[1]];
            Windows.DecimalSum.Add(ref words[0], DecimalWords.Read(ref sum[0]));
        }
    }

    private static void ConvertInt64Moments(ReadOnlySpan<long> former, Span<long> words)
    {
        var (sum, squares) = Sums(former, 0);
        Write(words[..2], sum);
        Write(Windows.Int64Moments.Squares(ref words[0]), squares);
    }

    private static void ConvertDecimalMoments(ReadOnlySpan<long> former, Span<long> words)
    {
        var (sum, squares) = Sums(former, DecimalParts.MaxScale);
        Windows.DecimalSum.SetScale(ref words[0], DecimalParts.MaxScale);
        Write(Windows.DecimalSum.Integer(ref words[0]), sum);
        Write(Windows.DecimalMoments.Squares(ref words[0]), squares);
    }

    private static void Write(Span<long> words, BigInteger value)
    {
        if (!WideInt.TryWrite(words, value))
        {
            throw new FormatDamageException("the mean or the variance of a window is out of range");
        }
    }

    /// <summary>
    /// Sum and sum of squares of values of this many places, as integers, of count, mean and squared distances from it.
    /// </summary>
    private static (BigInteger Sum, BigInteger Squares) Sums(ReadOnlySpan<long> former, int scale)
    {
        var (count, mean, distances) = (former[0], Double(former[1]), Double(former[2]));
        if (count <= 0 || !double.IsFinite(mean) || !double.IsFinite(distances))
        {
            return count == 0
                ? default
                : throw new FormatDamageException($"{count} values in a window, of mean {mean}");
        }

        var (means, meansOf) = Ratio.Of(mean);
        var (squared, squaredOf) = Ratio.Of(distances);
        var sum = Ratio.Round(means * count * WideInt.PowerOfTen(scale), meansOf);
        var squares = Ratio.Round(
            (squared * count * WideInt.PowerOfTen(2 * scale)) + (sum * sum * squaredOf), count * squaredOf);

        // Rounded down, it may be less than there is for a variance of 0.
        squares += squares * count < sum * sum ? 1 : 0;
        return (sum, squares);
    }
}
