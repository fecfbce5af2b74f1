namespace ActorPipeline.Windows;

/// <summary>
/// How values of one type are gathered in the words of a cell. Implemented by empty structs, so that the loop of
/// <see cref="ValueFold{T, TAccumulator}"/> is compiled for each without calls.
/// </summary>
internal interface IAccumulator<T>
    where T : struct
{
    /// <summary>What its words hold.</summary>
    static abstract IReadOnlyList<WordKind> Words { get; }

    /// <summary>Sets the words of a new cell.</summary>
    static abstract void Clear(ref long words);

    /// <summary>Takes a value.</summary>
    static abstract void Add(ref long words, T value);

    /// <summary>Takes what other words hold.</summary>
    static abstract void Merge(ref long words, ref long other);
}
