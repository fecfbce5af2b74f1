namespace ActorPipeline.Streams;

/// <summary>The beginnings of flows.</summary>
public static class Flow
{
    /// <summary>The flow that changes nothing, to which stages are added.</summary>
    public static Flow<T, T> Of<T>() => new(static source => source);

    /// <summary>A flow by what it makes of a source.</summary>
    public static Flow<TIn, TOut> Create<TIn, TOut>(Func<Source<TIn>, Source<TOut>> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        return new Flow<TIn, TOut>(apply);
    }
}
