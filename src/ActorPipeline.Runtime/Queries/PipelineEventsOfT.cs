using ActorPipeline.Events;
using ActorPipeline.Records;
using Akka;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Queries;

/// <inheritdoc />
internal sealed class PipelineEvents<TEvent>(EventStore<TEvent> events) : PipelineEvents
    where TEvent : notnull
{
    public override Source<EventEnvelope, NotUsed> OfShard(ShardId shard, long from, long to, bool isLive)
    {
        if (shard.Value >= events.Plan.ShardCount)
        {
            throw new ArgumentException(
                $"pipeline '{events.Plan.Name}' has {events.Plan.ShardCount} shards, from 0; there is no shard {shard}",
                nameof(shard));
        }

        var id = EventReadJournal.ShardId(events.Plan.Name, shard);
        return Through(to, EventSource
            .Shards(events, EventPosition.Start.With(shard, ShardSequence.PlaceOf(from)), shard, isLive)
            .Select(e => Envelope(e, id, ShardSequence.Of(e.Commit, e.Index), null)));
    }

    public override Source<EventEnvelope, NotUsed> OfActor(string key, long from, long to, bool isLive) => Through(
        to,
        EventSource.Actor(events, key, Math.Max(1, from), isLive)
            .Select(e => Envelope(e, IdOf(e), e.Version, null)));

    public override Source<EventEnvelope, NotUsed> OfAll(EventPosition from, bool isLive) => EventSource
        .Shards(events, from, null, isLive)
        .StatefulSelectMany<StoredEvent<TEvent>, EventEnvelope, NotUsed>(() =>
        {
            var position = from;
            return e =>
            {
                position = position.With(e.Shard, e.Next);
                return [Envelope(e, IdOf(e), e.Version, new EventOffset(position))];
            };
        });

    /// <summary>Up to a number; it need not be that of an event.</summary>
    private static Source<EventEnvelope, NotUsed> Through(long to, Source<EventEnvelope, NotUsed> all) =>
        all.TakeWhile(e => e.SequenceNr < to, inclusive: true).Where(e => e.SequenceNr <= to);

    private string IdOf(StoredEvent<TEvent> e) => EventReadJournal.ActorId(events.Plan.Name, e.Key);

    private EventEnvelope Envelope(StoredEvent<TEvent> e, string id, long number, EventOffset? offset) => new(
        offset ?? Offset.Sequence(number), id, number, e.Event, e.Time.UtcTicks, [events.Plan.Name, IdOf(e)]);
}
