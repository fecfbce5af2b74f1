using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ActorPipeline.Windows.Numbers;

namespace ActorPipeline.Windows;

/// <summary>
/// Sum of decimals, exact: an integer of 256 bits, which 2^66 decimals of any size and scale do not fill, and its
/// scale, the greatest of all values. So no order of values changes a bit of it. Words: the integer, the scale.
/// </summary>
internal readonly struct DecimalSum : IAccumulator<decimal>
{
    /// <summary>Scale of a sum that is not known any more.</summary>
    public const int Lost = -1;

    private const int ScaleWord = 4;

    public static IReadOnlyList<WordKind> Words { get; } =
        [WordKind.Int, WordKind.Int, WordKind.Int, WordKind.Int, WordKind.DecimalScale];

    public static int WordCount => ScaleWord + 1;

    public static void Clear(ref long words) => MemoryMarshal.CreateSpan(ref words, WordCount).Clear();

    public static void Add(ref long words, decimal value)
    {
        var parts = new DecimalParts(value);
        var places = ScaleOf(ref words) - parts.Scale;
        if (places == 0)
        {
            WideInt.Add(ref words, parts.Scaled);
            return;
        }

        if (places is > 0 and < WideInt.TensInWord && parts.IsShort)
        {
            WideInt.Add(ref words, parts.Scaled * WideInt.WordOfTen(places));
            return;
        }

        Span<long> addend = stackalloc long[ScaleWord];
        parts.WriteTo(addend);
        Add(ref words, addend, parts.Scale);
    }

    public static void Merge(ref long words, ref long other)
    {
        Span<long> addend = stackalloc long[ScaleWord];
        Integer(ref other).CopyTo(addend);
        Add(ref words, addend, ScaleOf(ref other));
    }

    /// <summary>The places that the integer has, or <see cref="Lost"/>.</summary>
    public static int ScaleOf(ref long words) => (int)Unsafe.Add(ref words, ScaleWord);

    /// <summary>Whether a word can be a scale.</summary>
    public static bool IsScale(long word) => word is >= Lost and <= DecimalParts.MaxScale;

    /// <summary>The words of the integer.</summary>
    public static Span<long> Integer(ref long words) => MemoryMarshal.CreateSpan(ref words, ScaleWord);

    /// <summary>Sets the scale.</summary>
    public static void SetScale(ref long words, int scale) => Unsafe.Add(ref words, ScaleWord) = scale;

    /// <summary>The sum, rounded once where it has too many digits; null where it is too large.</summary>
    public static decimal? Sum(ref long words)
    {
        if (ScaleOf(ref words) is not (>= 0 and var scale))
        {
            return null;
        }

        var integer = Integer(ref words);
        return WideInt.ReadShort(integer) is { } sum && Ratio.ToDecimal(sum, scale) is { } isShort
            ? isShort
            : Ratio.ToDecimal(WideInt.Read(integer), scale);
    }

    /// <summary>The nearest double to the mean.</summary>
    public static double? Mean(ref long words, long count)
    {
        if (ScaleOf(ref words) is not (>= 0 and var scale))
        {
            return null;
        }

        var integer = Integer(ref words);
        return scale < WideInt.TensInWord && WideInt.ReadShort(integer) is { } sum
            ? Ratio.ToDouble(sum, (Int128)WideInt.WordOfTen(scale) * count)
            : Ratio.ToDouble(WideInt.Read(integer), WideInt.PowerOfTen(scale) * count);
    }

    private static void Add(ref long words, Span<long> addend, int scale)
    {
        ref var present = ref Unsafe.Add(ref words, ScaleWord);
        if (present == Lost || scale == Lost)
        {
            Clear(ref words);
            present = Lost;
            return;
        }

        if (scale < present)
        {
            WideInt.MultiplyByTen(addend, (int)present - scale);
        }
        else if (scale > present)
        {
            WideInt.MultiplyByTen(Integer(ref words), scale - (int)present);
            present = scale;
        }

        WideInt.Add(Integer(ref words), addend);
    }
}
