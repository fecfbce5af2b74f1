using ActorPipeline.Events;
using ActorPipeline.Records;
using Akka;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Queries;

/// <summary>The events of a pipeline, whatever their type, as envelopes.</summary>
internal abstract class PipelineEvents
{
    /// <summary>The events of a shard.</summary>
    public abstract Source<EventEnvelope, NotUsed> OfShard(ShardId shard, long from, long to, bool isLive);

    /// <summary>The events of an actor.</summary>
    public abstract Source<EventEnvelope, NotUsed> OfActor(string key, long from, long to, bool isLive);

    /// <summary>The events of the pipeline.</summary>
    public abstract Source<EventEnvelope, NotUsed> OfAll(EventPosition from, bool isLive);
}
