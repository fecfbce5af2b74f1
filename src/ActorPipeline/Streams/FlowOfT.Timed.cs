namespace ActorPipeline.Streams;

/// <content>Stages that look at the clock of the runtime.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.GroupedWithin(int, TimeSpan)" />
    public Flow<TIn, TOut[]> GroupedWithin(int size, TimeSpan span) =>
        Then(source => source.GroupedWithin(size, span));

    /// <inheritdoc cref="Source{T}.Throttle(int, TimeSpan, int)" />
    public Flow<TIn, TOut> Throttle(int elements, TimeSpan per, int burst = 1) =>
        Then(source => source.Throttle(elements, per, burst));

    /// <inheritdoc cref="Source{T}.IdleTimeout(TimeSpan)" />
    public Flow<TIn, TOut> IdleTimeout(TimeSpan span) => Then(source => source.IdleTimeout(span));

    /// <inheritdoc cref="Source{T}.CompletionTimeout(TimeSpan)" />
    public Flow<TIn, TOut> CompletionTimeout(TimeSpan span) => Then(source => source.CompletionTimeout(span));
}
