namespace ActorPipeline.Streams;

/// <content>What follows a failure.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <inheritdoc cref="Source{T}.Recover(Func{Exception, T})" />
    public Flow<TIn, TOut> Recover(Func<Exception, TOut> recover) => Then(source => source.Recover(recover));

    /// <inheritdoc cref="Source{T}.RecoverWith(int, Func{Exception, Source{T}})" />
    public Flow<TIn, TOut> RecoverWith(int attempts, Func<Exception, Source<TOut>> recover) =>
        Then(source => source.RecoverWith(attempts, recover));
}
