using ActorPipeline.Events;
using ActorPipeline.Plan;
using ActorPipeline.Sources;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Streams;

/// <summary>Where streams of one's own begin: records of a source, or events that are committed.</summary>
public static class PipelineSource
{
    /// <summary>
    /// The records of a source, from the beginning, in batches as they are read; on threads that may block. Ends with
    /// the input, fails with a <see cref="SourceException"/>. It neither reads nor changes what a pipeline has
    /// journaled.
    /// </summary>
    /// <param name="plan">What is read: <c>Pipeline.Define(...).From(...).Decode(...).ToRecords()</c>.</param>
    /// <param name="time">The clock of rate limits.</param>
    public static Source<RecordChunk, NotUsed> Records(RecordPlan plan, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        return Records(plan, () => SourceFactory.Open(plan.Plan.Source, default, time));
    }

    /// <summary>The records of a source of one's own.</summary>
    /// <param name="plan">What they are.</param>
    /// <param name="open">Opens the source, for each run of the stream, which disposes of it.</param>
    public static Source<RecordChunk, NotUsed> Records(RecordPlan plan, Func<ISource> open)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(open);
        return Source.FromGraph(new ChunkSource(plan.Plan, open))
            .WithAttributes(ActorAttributes.CreateDispatcher(ActorAttributes.IODispatcher.Name));
    }

    /// <summary>
    /// The events of all shards from a position on, each shard in order of its commits: first what is there, then,
    /// for ever, what is committed. <see cref="StoredEvent{TEvent}.Next"/> of the last event of each shard is where
    /// another stream goes on.
    /// </summary>
    /// <typeparam name="TEvent">What the actors journal.</typeparam>
    /// <param name="events">The events of a pipeline.</param>
    /// <param name="from">Where to begin.</param>
    public static Source<StoredEvent<TEvent>, NotUsed> Events<TEvent>(EventStore<TEvent> events, EventPosition from)
        where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(events);
        return Source.From(() => events.Subscribe(from));
    }
}
