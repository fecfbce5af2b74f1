namespace ActorPipeline.Windows;

/// <summary>What the spread of values is known by.</summary>
internal interface IMoments<T> : IAccumulator<T>
    where T : struct
{
    /// <summary>Variance of the values as a sample, of which there are at least two; null where it is lost.</summary>
    static abstract double? Variance(ref long words, long count);

    /// <summary>The root of the variance, which may be finite where that is not.</summary>
    static abstract double? StdDev(ref long words, long count);
}
