namespace ActorPipeline.Windows;

/// <summary>
/// Sum of decimals, exact within their 28 digits; a sum beyond the type's range stays "overflowed", and is null.
/// </summary>
internal readonly struct DecimalSum : IAccumulator<decimal>
{
    public static IReadOnlyList<WordKind> Words => DecimalWords.Kinds;

    public static int WordCount => 2;

    public static void Clear(ref long words) => DecimalWords.Write(ref words, 0);

    public static void Add(ref long words, decimal value)
    {
        if (DecimalWords.Read(ref words) is not { } sum)
        {
            return;
        }

        try
        {
            DecimalWords.Write(ref words, sum + value);
        }
        catch (OverflowException)
        {
            DecimalWords.WriteOverflow(ref words);
        }
    }

    public static void Merge(ref long words, ref long other)
    {
        if (DecimalWords.Read(ref other) is { } sum)
        {
            Add(ref words, sum);
        }
        else
        {
            DecimalWords.WriteOverflow(ref words);
        }
    }
}

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

    public static void Merge(ref long words, ref long other) => Add(ref words, DecimalWords.Read(ref other)!.Value);
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

    public static void Merge(ref long words, ref long other) => Add(ref words, DecimalWords.Read(ref other)!.Value);
}
