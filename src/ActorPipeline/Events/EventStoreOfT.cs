using System.Runtime.CompilerServices;
using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Events;

/// <summary>
/// The events of a pipeline's actors, as history: a view of its journal that owns and fences nothing. Needs
/// <see cref="EngineOptions.RetainEvents"/>. Thread-safe; what it gives is committed.
/// </summary>
/// <typeparam name="TEvent">What the actors journal.</typeparam>
public sealed class EventStore<TEvent>
    where TEvent : notnull
{
    /// <summary>How often another process's journal is looked at.</summary>
    private static readonly TimeSpan _defaultPoll = TimeSpan.FromMilliseconds(200);

    private readonly IJournal _journal;
    private readonly PipelinePlan _plan;
    private readonly EventCatalog<TEvent> _catalog;
    private readonly TimeProvider _time;
    private readonly TimeSpan _poll;
    private readonly CommitNotice _notice;

    /// <summary>A view of a journal that another process writes, or nobody.</summary>
    /// <param name="journal">The journal; not disposed here.</param>
    /// <param name="plan">The pipeline, with its actor.</param>
    /// <param name="time">The clock, for waiting.</param>
    /// <param name="poll">How often subscribers look for new events; 200 ms if nothing is said.</param>
    /// <exception cref="InvalidOperationException">The plan has no actor with such events.</exception>
    public EventStore(IJournal journal, PipelinePlan plan, TimeProvider time, TimeSpan? poll = null)
        : this(journal, plan, time, new CommitNotice(), poll)
    {
    }

    internal EventStore(
        IJournal journal, PipelinePlan plan, TimeProvider time, CommitNotice notice, TimeSpan? poll = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(time);
        _catalog = (plan.Actor as IEventSource<TEvent>)?.Catalog ?? throw new InvalidOperationException(
            $"pipeline '{plan.Name}' has no actor whose events are {typeof(TEvent).Name}");
        (_journal, _plan, _time, _notice, _poll) = (journal, plan, time, notice, poll ?? _defaultPoll);
    }

    /// <summary>The pipeline.</summary>
    internal PipelinePlan Plan => _plan;

    /// <summary>How often another process's journal is looked at.</summary>
    internal TimeSpan Poll => _poll;

    /// <summary>Before the oldest event that is kept.</summary>
    public EventPosition Oldest => At((shard, head) => EventStore.HistoryAfter(shard, head, out _));

    /// <summary>Behind the last event that is committed.</summary>
    public EventPosition Newest => EndOf(null);

    /// <summary>
    /// Reads the events of an actor, in order, by reading those of its shard. After an actor was forgotten, only those
    /// since. An actor without any event since history began is none that it knows of.
    /// </summary>
    /// <param name="key">The actor's key as text; the parts of a key with several are joined by <c>|</c>.</param>
    /// <param name="fromVersion">The version of the first event that is wanted, at least 1.</param>
    /// <exception cref="EventsTrimmedException">The actor's first events are not kept.</exception>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    /// <exception cref="FormatException">The key has other parts than the plan's.</exception>
    public IReadOnlyList<StoredEvent<TEvent>> ReadActor(string key, long fromVersion = 1) =>
        ReadActor(key, fromVersion, out _);

    /// <inheritdoc cref="ReadActor(string, long)" />
    /// <param name="key">The key.</param>
    /// <param name="fromVersion">The first version.</param>
    /// <param name="rest">Goes on with what is committed to the actor's shard afterwards.</param>
    internal IReadOnlyList<StoredEvent<TEvent>> ReadActor(
        string key, long fromVersion, out EventCursor<TEvent> rest)
    {
        var bytes = KeyCodec.ParseJoined(_plan.Key, key);
        var shard = new ShardId(KeyHash.ShardOf(KeyHash.Compute(bytes), _plan.ShardCount));
        var head = _journal.ReadHead(shard);
        var after = EventStore.HistoryAfter(shard, head, out var isRetained);
        var (events, history) = (new List<StoredEvent<TEvent>>(), History());
        var wanted = KeyText(key);
        try
        {
            _journal.ReadEvents(shard, after, (commit, block) =>
            {
                if (commit <= head.Sequence)
                {
                    history.Read(shard, commit, block, 0, events, wanted);
                }
            });
        }
        catch (FormatDamageException damage)
        {
            throw EventStore.Damaged(_journal, shard, damage);
        }

        var isCut = events.Count > 0 ? events[0].Version > fromVersion : !isRetained;
        events.RemoveAll(e => e.Version < fromVersion);
        rest = Cursor(EventPosition.Start.With(shard, new ShardPosition(head.Sequence + 1, 0)), null, shard);
        return isCut ? throw new EventsTrimmedException(shard, new ShardPosition(after, 0), after, isRetained) : events;
    }

    /// <summary>Reads the events of a shard that are committed by now, in order of commit.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="from">Where to begin.</param>
    /// <exception cref="EventsTrimmedException">Events from there on are not kept any more.</exception>
    /// <exception cref="EventsAheadException">The journal does not come up to there.</exception>
    /// <exception cref="JournalException">The journal can't be read.</exception>
    public IEnumerable<StoredEvent<TEvent>> ReadShard(ShardId shard, ShardPosition from)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard.Value, _plan.ShardCount);
        var cursor = Cursor(EventPosition.Start.With(shard, from), EndOf(shard), shard);
        while (cursor.Read() is { Count: > 0 } events)
        {
            foreach (var @event in events)
            {
                yield return @event;
            }
        }
    }

    /// <summary>A cursor over the events of all shards.</summary>
    /// <param name="from">Where it begins: <see cref="Oldest"/>, <see cref="Newest"/>, or where one has been.</param>
    /// <exception cref="ArgumentException">The position is of a pipeline with more shards.</exception>
    public EventCursor<TEvent> Open(EventPosition from) => Cursor(from, null, null);

    /// <summary>A cursor that may end somewhere, over the events of all shards or of one.</summary>
    internal EventCursor<TEvent> Cursor(EventPosition from, EventPosition? until, ShardId? only) =>
        new(_journal, History(), from, _plan.ShardCount, _notice, _time, _poll, only, until);

    /// <summary>
    /// The events of all shards from a position on, each shard in order of its commits: first what is there, then, for
    /// ever, what is committed. <see cref="StoredEvent{TEvent}.Next"/> of the last event of each shard is where another
    /// subscription goes on.
    /// </summary>
    /// <inheritdoc cref="Open" path="/param" />
    /// <inheritdoc cref="EventCursor{TEvent}.Read" path="/exception" />
    public async IAsyncEnumerable<StoredEvent<TEvent>> Subscribe(
        EventPosition from, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var cursor = Open(from);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var events = cursor.Read();
            foreach (var @event in events)
            {
                yield return @event;
            }

            if (events.Count == 0)
            {
                await cursor.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A key as events have it.</summary>
    /// <exception cref="FormatException">The key has other parts than the plan's.</exception>
    internal string KeyText(string key) => new KeyCodec(_plan.Key).ToText(KeyCodec.ParseJoined(_plan.Key, key));

    private BlockHistory<TEvent> History() => new(_journal, _plan, _catalog);

    /// <summary>Behind the last event of one shard, or of all, that is committed.</summary>
    internal EventPosition EndOf(ShardId? only) => At((_, head) => head.Sequence, only);

    private EventPosition At(Func<ShardId, ShardHead, long> after, ShardId? only = null)
    {
        var position = EventPosition.Start;
        for (var i = only?.Value ?? _plan.ShardCount - 1; i >= (only?.Value ?? 0); i--)
        {
            var shard = new ShardId(i);
            position = position.With(shard, new ShardPosition(after(shard, _journal.ReadHead(shard)) + 1, 0));
        }

        return position;
    }
}
