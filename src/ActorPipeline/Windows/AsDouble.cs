namespace ActorPipeline.Windows;

/// <summary>An accumulator of doubles for integers.</summary>
internal readonly struct Int64AsDouble<TAccumulator> : IAccumulator<long>
    where TAccumulator : struct, IAccumulator<double>
{
    public static IReadOnlyList<WordKind> Words => TAccumulator.Words;

    public static int WordCount => TAccumulator.WordCount;

    public static void Clear(ref long words) => TAccumulator.Clear(ref words);

    public static void Add(ref long words, long value) => TAccumulator.Add(ref words, value);

    public static void Merge(ref long words, ref long other) => TAccumulator.Merge(ref words, ref other);
}

/// <summary>An accumulator of doubles for decimals.</summary>
internal readonly struct DecimalAsDouble<TAccumulator> : IAccumulator<decimal>
    where TAccumulator : struct, IAccumulator<double>
{
    public static IReadOnlyList<WordKind> Words => TAccumulator.Words;

    public static int WordCount => TAccumulator.WordCount;

    public static void Clear(ref long words) => TAccumulator.Clear(ref words);

    public static void Add(ref long words, decimal value) => TAccumulator.Add(ref words, (double)value);

    public static void Merge(ref long words, ref long other) => TAccumulator.Merge(ref words, ref other);
}
