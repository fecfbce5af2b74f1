namespace ActorPipeline.Streams;

/// <summary>
/// The blueprint of a part of a stream, open at both ends: what a source becomes that goes through it. It is immutable
/// and can be used many times. <see cref="Flow.Of{T}"/> begins one; the methods are those of a source.
/// </summary>
/// <typeparam name="TIn">The elements that go in.</typeparam>
/// <typeparam name="TOut">The elements that come out.</typeparam>
public sealed partial class Flow<TIn, TOut>
{
    private readonly Func<Source<TIn>, Source<TOut>> _apply;

    internal Flow(Func<Source<TIn>, Source<TOut>> apply) => _apply = apply;

    /// <summary>This flow, then another.</summary>
    public Flow<TIn, TNext> Via<TNext>(Flow<TOut, TNext> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Then(source => source.Via(next));
    }

    /// <summary>The sink that this flow makes of another.</summary>
    public Sink<TIn, TValue> To<TValue>(Sink<TOut, TValue> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return sink.After(this);
    }

    internal Source<TOut> Apply(Source<TIn> source) => _apply(source);

    private Flow<TIn, TNext> Then<TNext>(Func<Source<TOut>, Source<TNext>> next) =>
        new(source => next(_apply(source)));
}
