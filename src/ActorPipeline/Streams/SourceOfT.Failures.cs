using ActorPipeline.Streams.Graphs;
using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>What follows a failure.</content>
public sealed partial class Source<T>
{
    /// <summary>One last element in place of a failure.</summary>
    /// <param name="recover">Makes it of the failure; what it throws takes the failure's place.</param>
    public Source<T> Recover(Func<Exception, T> recover)
    {
        ArgumentNullException.ThrowIfNull(recover);
        return Through<T>("recover", (up, context) => new RecoverStage<T>(up, recover, context));
    }

    /// <summary>Another source in place of one that has failed.</summary>
    /// <param name="attempts">How many times; the next failure is final.</param>
    /// <param name="recover">Makes it of the failure; what it throws takes the failure's place.</param>
    public Source<T> RecoverWith(int attempts, Func<Exception, Source<T>> recover)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        ArgumentNullException.ThrowIfNull(recover);
        return Through<T>("recover-with", (up, context) => new RecoverWithStage<T>(up, attempts, recover, context));
    }

    /// <summary>Materializes all so far anew when it has failed, after a wait.</summary>
    public Source<T> RestartWithBackoff(RestartOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Source<T>(
            new Blueprint("restart", Blueprint),
            context => new RestartStage<T>(this, null, options, context));
    }
}
