using ActorPipeline.Streams.Graphs;
using ActorPipeline.Streams.Stages;

namespace ActorPipeline.Streams;

/// <content>Flows that outlive their failures.</content>
public sealed partial class Flow<TIn, TOut>
{
    /// <summary>
    /// Materializes this flow anew when it has failed, after a wait, on the same input. The elements that were in it
    /// are lost; a failure of the input itself is not its business.
    /// </summary>
    public Flow<TIn, TOut> RestartWithBackoff(RestartOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Flow<TIn, TOut>(source => new Source<TOut>(
            new Blueprint("restart", Apply(source).Blueprint),
            context =>
            {
                var shield = new RestartShield<TIn>(source.Create(context), context);
                return new RestartStage<TOut>(Apply(shield.AsSource()), shield, options, context);
            }));
    }
}
