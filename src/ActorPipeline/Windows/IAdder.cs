namespace ActorPipeline.Windows;

/// <summary>
/// How a value of one type is added to some words of a cell. Implemented by empty structs, so that the loop of
/// <see cref="ValuePass{T, TRider, TAdder}"/> is compiled for each without calls.
/// </summary>
internal interface IAdder<T>
    where T : struct
{
    /// <summary>How many words it takes; a constant for the compiler.</summary>
    static abstract int WordCount { get; }

    /// <summary>Takes a value.</summary>
    static abstract void Add(ref long words, T value);
}
