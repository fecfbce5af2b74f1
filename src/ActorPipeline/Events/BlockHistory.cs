using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;

namespace ActorPipeline.Events;

/// <summary>Reads the events of one block of a journal, which says itself whose they are. Not thread-safe.</summary>
internal sealed class BlockHistory<TEvent>(IJournal journal, PipelinePlan plan, EventCatalog<TEvent> catalog)
    where TEvent : notnull
{
    private readonly KeyCodec _keys = new(plan.Key);
    private readonly Dictionary<int, (string Key, long Version)> _actors = [];
    private IReadOnlyList<StateLayout> _layouts = [];

    /// <summary>Adds the events of a block, less those that are passed.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="commit">The block's number.</param>
    /// <param name="block">The block.</param>
    /// <param name="passed">Events at its beginning that are not wanted.</param>
    /// <param name="events">Where they go.</param>
    /// <param name="wanted">The key of the only actor whose events are wanted; null for all.</param>
    /// <exception cref="FormatDamageException">The block is damaged.</exception>
    public void Read(
        ShardId shard, long commit, ReadOnlySpan<byte> block, int passed, List<StoredEvent<TEvent>> events,
        string? wanted = null)
    {
        var first = events.Count;
        var index = 0;
        var cursor = new ByteCursor(Envelope.Open(block, BlobKind.Events, shard, commit, out var planVersion));
        var names = NamesOf(planVersion);
        while (!cursor.AtEnd)
        {
            switch ((FrameKind)cursor.ReadByte())
            {
                case FrameKind.Births:
                    EventFrames.ReadBirths(ref cursor, (_, _, _) => { });
                    break;
                case FrameKind.Named:
                    _actors.Clear();
                    FactNames.Read(ref cursor, (ordinal, version, key) =>
                        _actors.Add(ordinal, (_keys.ToText(key), version)));
                    break;
                case FrameKind.Facts:
                    FactLog.Read(ref cursor, Add);
                    break;
                default:
                    throw new FormatDamageException($"a frame that no actor writes, before offset {cursor.Offset}");
            }
        }

        if (events.Count > first && events[^1].Index == index - 1)
        {
            // All of the commit is read: who is behind it needs nothing of it any more.
            events[^1] = events[^1] with { Next = new ShardPosition(commit + 1, 0) };
        }

        void Add(int ordinal, int kind, long timeUs, ReadOnlySpan<byte> payload)
        {
            if (kind == FactKind.Forgotten)
            {
                Forget(ordinal, events, wanted);
            }
            else if (kind >= FactKind.FirstEvent)
            {
                var (key, version) = NextOf(ordinal);
                if (index++ >= passed && (wanted is null || wanted == key))
                {
                    var type = NameOf(names, kind - FactKind.FirstEvent);
                    events.Add(new StoredEvent<TEvent>(
                        key, version, timeUs, catalog.Read(type, payload), type, shard, commit, index - 1,
                        new ShardPosition(commit, index)));
                }
            }
        }
    }

    private (string Key, long Version) NextOf(int ordinal)
    {
        if (!_actors.TryGetValue(ordinal, out var actor))
        {
            throw new FormatDamageException($"an event of actor {ordinal}, whose key the block does not tell");
        }

        return _actors[ordinal] = (actor.Key, actor.Version + 1);
    }

    /// <summary>An actor begins anew; who asks for one actor, asks for the one that it is now.</summary>
    private void Forget(int ordinal, List<StoredEvent<TEvent>> events, string? wanted)
    {
        if (_actors.TryGetValue(ordinal, out var actor))
        {
            _actors[ordinal] = (actor.Key, 0);
            if (wanted == actor.Key)
            {
                events.Clear();
            }
        }
    }

    private IReadOnlyList<EventName> NamesOf(int planVersion)
    {
        if (!_layouts.Any(l => l.Version == planVersion))
        {
            _layouts = StateHistory.Journaled(journal);
        }

        return _layouts.FirstOrDefault(l => l.Version == planVersion)?.ActorEvents
            ?? throw new FormatDamageException($"a block of version {planVersion} of the plan, which has no events");
    }

    private static EventName NameOf(IReadOnlyList<EventName> names, int number) => number < names.Count
        ? names[number]
        : throw new FormatDamageException($"event {number} of {names.Count}");
}
