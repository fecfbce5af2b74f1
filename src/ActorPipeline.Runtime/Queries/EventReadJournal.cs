using System.Collections.Concurrent;
using System.Globalization;
using ActorPipeline.Events;
using ActorPipeline.Records;
using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Queries;

/// <summary>
/// The events of pipelines for Akka.Persistence.Query: those that have been <see cref="Add"/>ed. There is one for each
/// actor system, from <see cref="Get"/>, and then from
/// <c>PersistenceQuery.Get(system).ReadJournalFor&lt;EventReadJournal&gt;(EventReadJournal.Identifier)</c> too.
/// <para>
/// A persistence id is <c>PIPELINE/shard-N</c>, whose sequence numbers are <see cref="ShardSequence"/>s, or
/// <c>PIPELINE/actor/KEY</c>, whose sequence number is the actor's version; a tag is a pipeline's name, and its offsets
/// are <see cref="EventOffset"/>s. The event of an envelope is that of the actor's class, as it is today. Its tags are
/// the pipeline and the actor's id, its timestamp the event time, in ticks.
/// </para>
/// <para>
/// Streams fail with <see cref="EventsTrimmedException"/> where they would begin with events that are not kept, with
/// <see cref="EventsAheadException"/> where the journal is older than its reader.
/// </para>
/// </summary>
public sealed class EventReadJournal : IExtension, IEventsByPersistenceIdQuery, ICurrentEventsByPersistenceIdQuery,
    IEventsByTagQuery, ICurrentEventsByTagQuery
{
    /// <summary>The id of this read journal.</summary>
    public const string Identifier = "actorpipeline.query";

    private const string Shard = "/shard-";
    private const string Actor = "/actor/";

    private readonly ConcurrentDictionary<string, PipelineEvents> _pipelines = new(StringComparer.Ordinal);

    private EventReadJournal()
    {
    }

    /// <summary>What a system's configuration has to have so that its read journal is found by its id.</summary>
    public static Config Configuration { get; } = ConfigurationFactory.ParseString(
        $"{Identifier} {{ class = \"{typeof(EventReadJournalProvider).FullName}, ActorPipeline.Runtime\" }}");

    /// <summary>The read journal of a system.</summary>
    public static EventReadJournal Get(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<EventReadJournal, Provider>();
    }

    /// <summary>The persistence id of a shard.</summary>
    public static string ShardId(string pipeline, ShardId shard) => pipeline + Shard + shard;

    /// <summary>The persistence id of an actor.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="key">The actor's key as text; the parts of a key with several are joined by <c>|</c>.</param>
    public static string ActorId(string pipeline, string key) => pipeline + Actor + key;

    /// <summary>Lets a pipeline's events be asked for; in the place of those that it had.</summary>
    /// <param name="events">The events: of a host that runs it, or of a journal that somebody else writes.</param>
    /// <typeparam name="TEvent">What its actors journal.</typeparam>
    public void Add<TEvent>(EventStore<TEvent> events)
        where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(events);
        _pipelines[events.Plan.Name] = new PipelineEvents<TEvent>(events);
    }

    /// <inheritdoc />
    public Source<EventEnvelope, NotUsed> EventsByPersistenceId(
        string persistenceId, long fromSequenceNr, long toSequenceNr) =>
        ById(persistenceId, fromSequenceNr, toSequenceNr, isLive: true);

    /// <inheritdoc />
    public Source<EventEnvelope, NotUsed> CurrentEventsByPersistenceId(
        string persistenceId, long fromSequenceNr, long toSequenceNr) =>
        ById(persistenceId, fromSequenceNr, toSequenceNr, isLive: false);

    /// <inheritdoc />
    public Source<EventEnvelope, NotUsed> EventsByTag(string tag, Offset offset) => ByTag(tag, offset, isLive: true);

    /// <inheritdoc />
    public Source<EventEnvelope, NotUsed> CurrentEventsByTag(string tag, Offset offset) =>
        ByTag(tag, offset, isLive: false);

    private Source<EventEnvelope, NotUsed> ById(string id, long from, long to, bool isLive)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var (pipeline, rest) = slash < 0 ? (id, "") : (id[..slash], id[slash..]);
        return rest.StartsWith(Actor, StringComparison.Ordinal)
            ? Of(pipeline).OfActor(rest[Actor.Length..], from, to, isLive)
            : rest.StartsWith(Shard, StringComparison.Ordinal)
                && int.TryParse(rest[Shard.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            ? Of(pipeline).OfShard(new ShardId(shard), from, to, isLive)
            : throw new ArgumentException(
                $"'{id}' is no persistence id of a pipeline; one is PIPELINE{Shard}N or PIPELINE{Actor}KEY",
                nameof(id));
    }

    private Source<EventEnvelope, NotUsed> ByTag(string tag, Offset offset, bool isLive) => Of(tag).OfAll(
        offset switch
        {
            null or NoOffset => EventPosition.Start,
            EventOffset known => known.Position,
            _ => throw new ArgumentException(
                $"the offset of a pipeline is an {nameof(EventOffset)}, as its envelopes have it, not {offset}",
                nameof(offset)),
        },
        isLive);

    private PipelineEvents Of(string pipeline)
    {
        ArgumentException.ThrowIfNullOrEmpty(pipeline);
        return _pipelines.TryGetValue(pipeline, out var events)
            ? events
            : throw new ArgumentException(
                $"there is no pipeline '{pipeline}' in this read journal; add its EventStore first", nameof(pipeline));
    }

    private sealed class Provider : ExtensionIdProvider<EventReadJournal>
    {
        public override EventReadJournal CreateExtension(ExtendedActorSystem system)
        {
            system.Settings.InjectTopLevelFallback(Configuration);
            return new EventReadJournal();
        }
    }
}
