namespace ActorPipeline.Streams;

/// <content>Boundaries, supervision, names.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.Async(int)" />
    public Flow<TIn, TOut> Async(int capacity = Source<TOut>.DefaultBoundary) => Then(source => source.Async(capacity));

    /// <inheritdoc cref="Source{T}.Supervise(Func{Exception, SupervisionDecision})" />
    public Flow<TIn, TOut> Supervise(Func<Exception, SupervisionDecision> decide) =>
        Then(source => source.Supervise(decide));

    /// <inheritdoc cref="Source{T}.Named(string)" />
    public Flow<TIn, TOut> Named(string name) => Then(source => source.Named(name));

    /// <inheritdoc cref="Source{T}.Through{TOut}(string, Func{Stage{T}, StageContext, Stage{TOut}})" />
    public Flow<TIn, TNext> Through<TNext>(string name, Func<Stage<TOut>, StageContext, Stage<TNext>> create) =>
        Then(source => source.Through(name, create));
}
