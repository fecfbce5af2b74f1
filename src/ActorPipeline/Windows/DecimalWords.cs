using System.Runtime.CompilerServices;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// A decimal in two words: low and middle part; high part and, in the upper half, the flags.
/// </summary>
internal static class DecimalWords
{
    private const int SignBit = 1 << 31;
    private const int ScaleShift = 16;

    public static IReadOnlyList<WordKind> Kinds { get; } = [WordKind.Int, WordKind.DecimalTop];

    public static void Write(ref long words, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        words = ((long)bits[1] << 32) | (uint)bits[0];
        Unsafe.Add(ref words, 1) = ((long)bits[3] << 32) | (uint)bits[2];
    }

    public static decimal Read(ref long words)
    {
        var high = Unsafe.Add(ref words, 1);
        return new decimal([(int)words, (int)(words >> 32), (int)high, (int)(high >> 32)]);
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
        var scale = (uint)((int)(word >> 32) & ~SignBit);
        return (scale & ((1 << ScaleShift) - 1)) == 0 && scale >> ScaleShift <= DecimalParts.MaxScale;
    }
}
