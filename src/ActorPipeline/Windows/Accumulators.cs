using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>Sum of int64 in 128 bits (two words, low first), so that no order of additions overflows.</summary>
internal readonly struct Int64Sum : IAccumulator<long>
{
    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Int, WordKind.Int];

    public static int WordCount => 2;

    public static void Clear(ref long words) => (words, Unsafe.Add(ref words, 1)) = (0, 0);

    public static Int128 Read(ref long words) => new((ulong)Unsafe.Add(ref words, 1), (ulong)words);

    public static void Add(ref long words, long value) => Write(ref words, Read(ref words) + value);

    public static void Merge(ref long words, ref long other) =>
        Write(ref words, Read(ref words) + Read(ref other));

    private static void Write(ref long words, Int128 sum) =>
        (words, Unsafe.Add(ref words, 1)) = ((long)(ulong)sum, (long)(ulong)(sum >> 64));
}

/// <summary>Least int64 or timestamp.</summary>
internal readonly struct Int64Min : IAccumulator<long>
{
    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Int];

    public static int WordCount => 1;

    public static void Clear(ref long words) => words = long.MaxValue;

    public static void Add(ref long words, long value) => words = Math.Min(words, value);

    public static void Merge(ref long words, ref long other) =>
        words = Math.Min(words, other);
}

/// <summary>Greatest int64 or timestamp.</summary>
internal readonly struct Int64Max : IAccumulator<long>
{
    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Int];

    public static int WordCount => 1;

    public static void Clear(ref long words) => words = long.MinValue;

    public static void Add(ref long words, long value) => words = Math.Max(words, value);

    public static void Merge(ref long words, ref long other) =>
        words = Math.Max(words, other);
}

/// <summary>
/// Least double; negative zero is less than zero, so that no order of values decides which of them it is.
/// </summary>
internal readonly struct DoubleMin : IAccumulator<double>
{
    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Double];

    public static int WordCount => 1;

    public static void Clear(ref long words) => words = BitConverter.DoubleToInt64Bits(double.PositiveInfinity);

    public static void Add(ref long words, double value) => words =
        BitConverter.DoubleToInt64Bits(double.MinNumber(BitConverter.Int64BitsToDouble(words), value));

    public static void Merge(ref long words, ref long other) =>
        Add(ref words, BitConverter.Int64BitsToDouble(other));
}

/// <summary>Greatest double; negative zero is less than zero.</summary>
internal readonly struct DoubleMax : IAccumulator<double>
{
    public static IReadOnlyList<WordKind> Words { get; } = [WordKind.Double];

    public static int WordCount => 1;

    public static void Clear(ref long words) => words = BitConverter.DoubleToInt64Bits(double.NegativeInfinity);

    public static void Add(ref long words, double value) => words =
        BitConverter.DoubleToInt64Bits(double.MaxNumber(BitConverter.Int64BitsToDouble(words), value));

    public static void Merge(ref long words, ref long other) =>
        Add(ref words, BitConverter.Int64BitsToDouble(other));
}
