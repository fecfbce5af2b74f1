namespace ActorPipeline.Windows;

/// <summary>Least decimal; of equal ones that with the fewest decimal places, whatever their order.</summary>
internal readonly struct DecimalMin : IAccumulator<decimal>
{
    public static IReadOnlyList<WordKind> Words => DecimalWords.Kinds;

    public static int WordCount => 2;

    public static void Clear(ref long words) => DecimalWords.Write(ref words, decimal.MaxValue);

    public static void Add(ref long words, decimal value)
    {
        var least = DecimalWords.Read(ref words);
        if (value < least || (value == least && DecimalWords.IsShorter(value, ref words)))
        {
            DecimalWords.Write(ref words, value);
        }
    }

    public static void Merge(ref long words, ref long other) => Add(ref words, DecimalWords.Read(ref other));
}

/// <summary>Greatest decimal; of equal ones that with the fewest decimal places, whatever their order.</summary>
internal readonly struct DecimalMax : IAccumulator<decimal>
{
    public static IReadOnlyList<WordKind> Words => DecimalWords.Kinds;

    public static int WordCount => 2;

    public static void Clear(ref long words) => DecimalWords.Write(ref words, decimal.MinValue);

    public static void Add(ref long words, decimal value)
    {
        var greatest = DecimalWords.Read(ref words);
        if (value > greatest || (value == greatest && DecimalWords.IsShorter(value, ref words)))
        {
            DecimalWords.Write(ref words, value);
        }
    }

    public static void Merge(ref long words, ref long other) => Add(ref words, DecimalWords.Read(ref other));
}
