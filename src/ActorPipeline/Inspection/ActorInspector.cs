using ActorPipeline.Actors;
using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Windows;

namespace ActorPipeline.Inspection;

/// <summary>
/// Shows an actor from the journal alone: rebuilds its shard in memory, and fences and writes nothing.
/// </summary>
internal sealed class ActorInspector
{
    private const int NoPartition = -1;

    private readonly PipelinePlan _plan;
    private readonly IJournal _journal;
    private readonly ShardId _shard;
    private readonly ShardBody _body;
    private readonly StateHistory _history;
    private readonly DirectRecovery _direct;

    private ActorInspector(PipelinePlan plan, IJournal journal, ShardId shard)
    {
        (_plan, _journal, _shard) = (plan, journal, shard);
        _history = StateHistory.Read(journal, plan);
        _direct = new DirectRecovery(journal, shard);
        _body = new ShardBody(shard, plan, _history.Current, Programs.Create(plan, _history), _direct);
    }

    /// <summary>The actor of a key; null where there is none, or its state is gone with its last window.</summary>
    /// <param name="plan">The plan that the state belongs to.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="key">The key's bytes, from <see cref="KeyCodec.Parse"/>.</param>
    /// <param name="maxEvents">How many of the newest events to give.</param>
    /// <exception cref="JournalException">The journal can't be read, or is damaged.</exception>
    public static ActorView? Inspect(PipelinePlan plan, IJournal journal, ReadOnlySpan<byte> key, int maxEvents)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(journal);
        var hash = KeyHash.Compute(key);
        var shard = new ShardId(KeyHash.ShardOf(hash, plan.ShardCount));
        return new ActorInspector(plan, journal, shard).View(hash, key, maxEvents);
    }

    private ActorView? View(ulong hash, ReadOnlySpan<byte> key, int maxEvents)
    {
        var head = _journal.ReadHead(_shard);
        var recovery = new ShardRecovery(_shard, head.Sequence, _journal.Description, _body, new EventFrames());
        var said = recovery.ReadHead(head.State);
        _direct.Feed(recovery, said.CoveredThrough);
        var ordinal = _body.Actors.Find(hash, key);
        if (ordinal < 0)
        {
            return null;
        }

        var windows = new ResultRows(_plan);
        (_body.Program as WindowProgram)?.ShowOpen(ordinal, windows, key);
        var snapshot = _body.Actors.Slot(ordinal >> ActorPage.Shift).SnapshotSequence;
        var watermarkUs = said.WatermarkUs;
        return new ActorView(
            _shard, ordinal, head.Sequence, snapshot, watermarkUs > Router.NoWatermarkUs ? watermarkUs : null,
            windows.Batch, [.. ReadEvents(ordinal, snapshot, maxEvents)])
        {
            State = (_body.Program as IActorViewer)?.Show(ordinal),
        };
    }

    private Queue<ActorEvent> ReadEvents(int ordinal, long afterSequence, int maxEvents)
    {
        var found = new Queue<ActorEvent>();
        var frames = new EventFrames();
        _journal.ReadEvents(_shard, afterSequence, (sequence, block) =>
        {
            var payload = Envelope.Open(block, BlobKind.Events, _shard, sequence, out var planVersion);
            var events = new EventBatch(_body.Program.EventTypes(planVersion));
            var cursor = new ByteCursor(payload);
            while (!cursor.AtEnd)
            {
                switch ((FrameKind)cursor.ReadByte())
                {
                    case FrameKind.Births:
                        // The ordinal was somebody else's before.
                        EventFrames.ReadBirths(ref cursor, (born, _, _) => ClearIf(found, born == ordinal));
                        break;
                    case FrameKind.Records:
                        frames.ReadRecords(ref cursor, events);
                        Collect(found, events, ordinal, sequence, planVersion, maxEvents);
                        break;
                    case FrameKind.Facts when _body.Program is IActorViewer viewer:
                        viewer.ReadEvents(
                            ref cursor, planVersion, ordinal,
                            (timeUs, name, content) => Add(
                                found, new ActorEvent(sequence, NoPartition, timeUs, [new(name, content)]), maxEvents),
                            found.Clear);
                        break;
                    case FrameKind.Named:
                        FactNames.Read(ref cursor, (_, _, _) => { });
                        break;
                    default:
                        EventFrames.SkipClose(ref cursor);
                        break;
                }
            }
        });
        return found;
    }

    private static void ClearIf(Queue<ActorEvent> events, bool condition)
    {
        if (condition)
        {
            events.Clear();
        }
    }

    private void Collect(
        Queue<ActorEvent> found, EventBatch events, int ordinal, long sequence, int planVersion, int maxEvents)
    {
        var columns = _history[planVersion].EventColumns;
        for (var i = 0; i < events.Count; i++)
        {
            if (events.Ordinals[i] != ordinal)
            {
                continue;
            }

            var values = columns.Select((c, at) => KeyValuePair.Create(c.Definition, ValueOf(events, at, i))).ToArray();
            Add(found, new ActorEvent(sequence, events.Partition.Value, events.TimesUs[i], values), maxEvents);
        }
    }

    private static void Add(Queue<ActorEvent> found, ActorEvent happened, int maxEvents)
    {
        found.Enqueue(happened);
        if (found.Count > maxEvents)
        {
            found.Dequeue();
        }
    }

    private static object? ValueOf(EventBatch events, int column, int row)
    {
        var values = events.Columns[column];
        return values.IsNullAt(row) ? null : values.Type switch
        {
            ColumnType.Double => values.Values<double>()[row],
            ColumnType.Decimal => values.Values<decimal>()[row],
            ColumnType.Boolean => values.Values<bool>()[row],
            ColumnType.String => System.Text.Encoding.UTF8.GetString(events.TextOf(values.Values<Utf8Slice>()[row])),
            _ => values.Values<long>()[row],
        };
    }
}
