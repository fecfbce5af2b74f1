namespace ActorPipeline.Windows;

/// <summary>How values of one type are gathered in the words of a cell: the state of an aggregate.</summary>
internal interface IAccumulator<T> : IAdder<T>
    where T : struct
{
    /// <summary>What its words hold.</summary>
    static abstract IReadOnlyList<WordKind> Words { get; }

    /// <summary>Sets the words of a new cell.</summary>
    static abstract void Clear(ref long words);

    /// <summary>
    /// Takes what other words hold. In whatever order values are added and words merged, they come to the same: bit by
    /// bit, or for sums and moments of doubles within rounding.
    /// </summary>
    static abstract void Merge(ref long words, ref long other);
}
