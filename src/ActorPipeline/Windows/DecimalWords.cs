using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>
/// A decimal in two words: low and middle part; high part and, in the upper half, the flags. An upper half of all ones
/// is no decimal and stands for a sum that overflowed.
/// </summary>
internal static class DecimalWords
{
    private const int Overflow = -1;
    private const int SignBit = 1 << 31;
    private const int ScaleShift = 16;
    private const int MaxScale = 28;

    public static IReadOnlyList<WordKind> Kinds { get; } = [WordKind.Int, WordKind.DecimalTop];

    public static void Write(ref long words, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        words = ((long)bits[1] << 32) | (uint)bits[0];
        Unsafe.Add(ref words, 1) = ((long)bits[3] << 32) | (uint)bits[2];
    }

    public static decimal? Read(ref long words)
    {
        var high = Unsafe.Add(ref words, 1);
        var flags = (int)(high >> 32);
        return flags == Overflow ? null : new decimal([(int)words, (int)(words >> 32), (int)high, flags]);
    }

    /// <summary>Of two equal decimals, whether this has fewer places, or is the zero that is not negative.</summary>
    public static bool IsShorter(decimal value, ref long words)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return (uint)bits[3] < (uint)(Unsafe.Add(ref words, 1) >> 32);
    }

    /// <summary>Whether a word can be the upper one of a decimal.</summary>
    public static bool IsTop(long word)
    {
        var flags = (int)(word >> 32);
        return flags == Overflow || (uint)(flags & ~SignBit) is var scale
            && (scale & ((1 << ScaleShift) - 1)) == 0 && scale >> ScaleShift <= MaxScale;
    }

    public static void WriteOverflow(ref long words) => (words, Unsafe.Add(ref words, 1)) = (0, (long)Overflow << 32);
}
