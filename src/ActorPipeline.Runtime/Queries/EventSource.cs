using ActorPipeline.Events;
using ActorPipeline.Records;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Queries;

/// <summary>
/// The events of a pipeline's actors as Akka.Streams sources, over whatever journal the
/// <see cref="EventStore{TEvent}"/> is of. Each source runs on the dispatcher for what blocks, because journals are
/// read so; nothing else of a graph does unless it is fused with it.
/// </summary>
internal static class EventSource
{
    private const string Dispatcher = "akka.actor.default-blocking-io-dispatcher";

    /// <summary>
    /// The events of all shards from a place on, each shard in order of its commits: what is there, then for ever what
    /// is committed. Fails with <see cref="EventsTrimmedException"/> where events behind the place are not kept, with
    /// <see cref="EventsAheadException"/> where there are none up to it.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <param name="from">The place; <see cref="EventPosition.Start"/> for all events that ever were.</param>
    /// <typeparam name="TEvent">What the actors journal.</typeparam>
    public static Source<StoredEvent<TEvent>, NotUsed> Live<TEvent>(EventStore<TEvent> events, EventPosition from)
        where TEvent : notnull => Shards(events, from, null, isLive: true);

    /// <summary>The same, to the end of what is committed when the stream starts.</summary>
    /// <inheritdoc cref="Live" path="/param" />
    /// <inheritdoc cref="Live" path="/typeparam" />
    public static Source<StoredEvent<TEvent>, NotUsed> Current<TEvent>(EventStore<TEvent> events, EventPosition from)
        where TEvent : notnull => Shards(events, from, null, isLive: false);

    internal static Source<StoredEvent<TEvent>, NotUsed> Shards<TEvent>(
        EventStore<TEvent> events, EventPosition from, ShardId? only, bool isLive)
        where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(from);
        return Of(() => ([], events.Cursor(from, isLive ? null : events.EndOf(only), only)), events, isLive);
    }

    /// <summary>The events of one actor from a version on; after it was forgotten, those since.</summary>
    internal static Source<StoredEvent<TEvent>, NotUsed> Actor<TEvent>(
        EventStore<TEvent> events, string key, long fromVersion, bool isLive)
        where TEvent : notnull
    {
        var wanted = events.KeyText(key);
        return Of(() => (events.ReadActor(key, fromVersion, out var rest), isLive ? rest : null), events, isLive)
            .Where(e => e.Key == wanted && e.Version >= fromVersion);
    }

    private static Source<StoredEvent<TEvent>, NotUsed> Of<TEvent>(
        Func<(IReadOnlyList<StoredEvent<TEvent>> First, EventCursor<TEvent>? Next)> open,
        EventStore<TEvent> events,
        bool isLive)
        where TEvent : notnull => Source.FromGraph(new EventStage<TEvent>(open, isLive ? events.Poll : null))
        .WithAttributes(ActorAttributes.CreateDispatcher(Dispatcher)).Async();
}
