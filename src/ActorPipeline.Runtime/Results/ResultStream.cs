using Akka;
using Akka.Actor;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Results;

/// <summary>
/// A pipeline's committed results as a stream: its <see cref="Target"/> is where the pipeline's results go, its
/// <see cref="Source"/> where they come out, each with its id, in order of its shard, until it is acknowledged. As many
/// are on their way as an actor may leave unanswered; then the pipeline waits, and says so.
/// <code>
/// var results = ResultStream.Of(system, "visits");
/// results.Source.SelectAsync(4, SaveAsync).RunWith(results.Acknowledged, materializer);
/// </code>
/// </summary>
public sealed class ResultStream
{
    private readonly IActorRef _hub;

    internal ResultStream(IActorRef hub, TimeSpan? longestSilence)
    {
        (_hub, Target) = (hub, ResultTarget.Actor(hub, longestSilence));
        Source = Akka.Streams.Dsl.Source.FromGraph(new ResultSource(hub));
        Acknowledged = Sink.ForEach<CommittedResult>(Acknowledge);
    }

    /// <summary>The sink of the pipeline's plan: <c>Pipeline.Define(...).To(results.Target)</c>.</summary>
    public ResultTargetSpec Target { get; }

    /// <summary>
    /// The results. One stream at a time: a second one gets some when the first has ended or failed, beginning with
    /// what that did not acknowledge, under the same ids. Ends with the actor system.
    /// </summary>
    public Source<CommittedResult, NotUsed> Source { get; }

    /// <summary>The end of a stream: what comes here is acknowledged.</summary>
    public Sink<CommittedResult, Task<Done>> Acknowledged { get; }

    /// <summary>The stream of a pipeline's results: the same one whenever it is asked for.</summary>
    /// <param name="system">The system that hosts the pipeline, and that the stream runs in.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="longestSilence">
    /// How long nothing may be acknowledged before the pipeline says that it waits, 5 s if nothing is said; what is
    /// asked for first counts.
    /// </param>
    public static ResultStream Of(ActorSystem system, string pipeline, TimeSpan? longestSilence = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(pipeline);
        return system.WithExtension<ResultStreams, ResultStreamsProvider>().Of(pipeline, longestSilence);
    }

    /// <summary>Says that what was to be done about a result is done: it need not come again.</summary>
    public void Acknowledge(CommittedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _hub.Tell(result.Ack);
    }
}
