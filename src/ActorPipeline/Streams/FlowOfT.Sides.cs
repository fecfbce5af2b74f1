namespace ActorPipeline.Streams;

/// <content>Side outputs. The stream and its side end together, and the slower one says how fast.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.AlsoTo{TValue}(Sink{T, TValue})" />
    public Flow<TIn, TOut> AlsoTo<TValue>(Sink<TOut, TValue> sink) => Then(source => source.AlsoTo(sink));

    /// <inheritdoc cref="Source{T}.DivertTo{TValue}(Sink{T, TValue}, Func{T, bool})" />
    public Flow<TIn, TOut> DivertTo<TValue>(Sink<TOut, TValue> sink, Func<TOut, bool> predicate) =>
        Then(source => source.DivertTo(sink, predicate));

    /// <inheritdoc cref="Source{T}.SelectOrDivert{TOut, TValue}(Func{T, TOut}, Sink{Failed{T}, TValue})" />
    public Flow<TIn, TNext> SelectOrDivert<TNext, TValue>(
        Func<TOut, TNext> selector, Sink<Failed<TOut>, TValue> failures) =>
        Then(source => source.SelectOrDivert(selector, failures));
}
