using System.Collections.Concurrent;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// The journal of a pipeline over an Akka.Persistence journal and snapshot store, to be looked at only, whoever runs
/// the pipeline at the same time: it claims and fences nothing. Waits for the database on the caller's thread, so no
/// actor may call it. Whatever writes throws <see cref="NotSupportedException"/>.
/// </summary>
internal sealed class PersistenceJournalView : IJournal
{
    /// <summary>Bytes that are read at once, about.</summary>
    private const int ChunkBytes = 4 << 20;

    /// <summary>How often it is looked anew when an owner has deleted what was just about to be read.</summary>
    private const int MostLooks = 5;

    private readonly ActorSystem _system;
    private readonly IActorRef _desk;
    private readonly LedgerIds _ids;
    private readonly TimeSpan _patience;
    private readonly ConcurrentDictionary<ShardId, Known> _shards = [];

    /// <summary>A look at the journal of a pipeline.</summary>
    /// <param name="system">The system whose plugins are used; it outlives this.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="settings">Which plugins.</param>
    /// <exception cref="ArgumentException">The pipeline's name is too long.</exception>
    public PersistenceJournalView(ActorSystem system, string pipeline, PersistenceJournalSettings settings)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(settings);
        var persistence = Akka.Persistence.Persistence.Instance.Apply(system);
        var plugins = new PluginRefs(
            persistence.JournalFor(settings.JournalPluginId), persistence.SnapshotStoreFor(settings.SnapshotPluginId),
            settings.Timeout);
        (_system, _ids, _patience) = (system, new LedgerIds(pipeline), settings.Timeout * 2);
        (_desk, Description) = (system.ActorOf(PluginDesk.Props(plugins)), settings.Description);
    }

    /// <inheritdoc />
    public string Description { get; }

    /// <inheritdoc />
    public byte[]? ReadValue(string name)
    {
        var id = _ids.Value(name);
        for (var looks = 1; ; looks++)
        {
            var number = Highest(id);
            if (number == 0)
            {
                return null;
            }

            if (Events(id, number, number) is [var (_, bytes)])
            {
                return Sound(id, () => RecordFrame.OfValue(number).Open(bytes)) is { IsEmpty: false } value
                    ? value.ToArray()
                    : null;
            }

            if (looks == MostLooks)
            {
                throw Damaged(id, $"event {number} is missing");
            }
        }
    }

    /// <inheritdoc />
    public ShardHead ReadHead(ShardId shard) => Look(shard, (state, epoch) =>
        new ShardHead(epoch, state.Sequence, state.Head));

    /// <inheritdoc />
    public void ReadPageIndex(ShardId shard, PageIndexReader reader)
    {
        var pages = Look(shard, (state, _) => state.Pages
            .Select(p => (p.Key, p.Value.Sequence, Load(RecordKind.PageIndex, shard, p.Key, p.Value))).ToList());
        foreach (var (page, sequence, index) in pages)
        {
            reader(page, sequence, index.Span);
        }
    }

    /// <inheritdoc />
    public bool ReadPage(ShardId shard, int page, ByteArena state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Clear();
        var found = Look(shard, (known, _) => known.Pages.TryGetValue(page, out var name)
            ? Load(RecordKind.Page, shard, page, name)
            : (ReadOnlyMemory<byte>?)null);
        if (found is not { } bytes)
        {
            return false;
        }

        bytes.Span.CopyTo(state.GetSpan(bytes.Length));
        state.Advance(bytes.Length);
        return true;
    }

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, BlockReader reader) =>
        ReadEvents(shard, afterSequence, int.MaxValue, reader);

    /// <inheritdoc />
    public void ReadEvents(ShardId shard, long afterSequence, int maxBlocks, BlockReader reader) =>
        ReadBlocks(shard, afterSequence, maxBlocks, state => state.Events, record => record.EventBlock, reader);

    /// <inheritdoc />
    public void ReadOutbox(OutboxKind kind, ShardId shard, long afterSequence, BlockReader reader) => ReadBlocks(
        shard, afterSequence, int.MaxValue, state => state.Outboxes[(int)kind], r => r.OutboxBlocks[(int)kind], reader);

    /// <inheritdoc />
    public SinkAck ReadSink(OutboxKind kind, int shardCount)
    {
        var states = new SinkStates();
        for (var shard = 0; shard < shardCount; shard++)
        {
            states.Take(shard, Look(new ShardId(shard), (state, _) =>
                new SinkProgress(kind, state.Outboxes[(int)kind].Done, state.SinkStates[(int)kind])));
        }

        return states.ToAck(kind);
    }

    /// <inheritdoc />
    public void WriteValue(string name, ReadOnlySpan<byte> value) => throw ReadOnly();

    /// <inheritdoc />
    public ShardHead OpenShard(ShardId shard) => throw ReadOnly();

    /// <inheritdoc />
    public void Commit(CommitGroup group) => throw ReadOnly();

    /// <summary>Stops looking; the plugins stay the system's.</summary>
    public void Dispose() => _system.Stop(_desk);

    private void ReadBlocks(
        ShardId shard,
        long after,
        int maxBlocks,
        Func<LedgerState, Lane> laneOf,
        Func<LedgerRecord, ReadOnlyMemory<byte>> blockOf,
        BlockReader reader)
    {
        var (bytes, records) = (0L, 0L);
        long? until = null;
        while (maxBlocks > 0)
        {
            var (found, through) = Look(shard, (state, _) =>
            {
                until ??= state.Sequence;
                var most = (int)Math.Min(ReadPlan.Records(ChunkBytes, bytes, records), maxBlocks);
                return ReadPlan.After(state, laneOf(state), after, most) is { } plan
                    ? (Read(shard, plan), plan.Last)
                    : ([], state.Sequence);
            });
            foreach (var record in found)
            {
                bytes += record.EventBlock.Length + record.OutboxBlocks.Sum(b => (long)b.Length);
                if (record.Sequence > after && record.Sequence <= until && !blockOf(record).IsEmpty && maxBlocks-- > 0)
                {
                    reader(record.Sequence, blockOf(record).Span);
                }
            }

            (records, after) = (records + found.Count, through);
            if (through >= until)
            {
                return;
            }
        }
    }

    private List<LedgerRecord> Read(ShardId shard, ReadPlan plan) =>
        plan.Check(shard, Events(_ids.Ledger(shard, plan.Span.Epoch), plan.FromEvent, plan.ToEvent), null);

    private ReadOnlyMemory<byte> Load(RecordKind kind, ShardId shard, int page, PageName name)
    {
        var id = kind == RecordKind.Page ? _ids.Page(shard, page) : _ids.PageIndex(shard, page);
        var answer = (PluginAnswer.Snapshot)Ask(new PluginRequest.Load(id, name.Number));
        return name.Open(kind, shard, page, answer.Bytes);
    }

    /// <summary>
    /// Reads something of a shard by what is known of it, which is brought up to date first. What is missing may be
    /// what its owner has just deleted, which shows when it is looked again; what stays missing is damage.
    /// </summary>
    private T Look<T>(ShardId shard, Func<LedgerState, long, T> read)
    {
        var known = _shards.GetOrAdd(shard, _ => new Known());
        lock (known)
        {
            for (var looks = 1; ; looks++)
            {
                var opener = new LedgerOpener(
                    _ids, shard, new LedgerOpener.Purpose(IsLookOnly: true, Known: known.State));
                known.State = null;
                try
                {
                    var state = StateOf(opener);
                    var found = read(state, opener.Epoch);
                    known.State = state;
                    return found;
                }
                catch (FormatDamageException damage)
                {
                    if (looks == MostLooks)
                    {
                        throw Damaged(opener.Place, damage.Message, damage);
                    }
                }
            }
        }
    }

    private LedgerState StateOf(LedgerOpener opener)
    {
        var step = opener.Begin();
        while (true)
        {
            switch (step)
            {
                case LedgerStep.Highest highest:
                    step = opener.OnHighest(Highest(highest.Id));
                    break;
                case LedgerStep.Read read:
                    step = opener.OnRead(Events(read.Id, read.From, read.To));
                    break;
                case LedgerStep.Opened opened:
                    return opened.State;
                default:
                    throw new InvalidOperationException($"a look is told to {step}");
            }
        }
    }

    private long Highest(string id) => ((PluginAnswer.Highest)Ask(new PluginRequest.Highest(id))).Number;

    private IReadOnlyList<KeyValuePair<long, byte[]>> Events(string id, long from, long to) =>
        ((PluginAnswer.Events)Ask(new PluginRequest.Read(id, from, to))).Found;

    private PluginAnswer Ask(PluginRequest request)
    {
        var answer = _desk.Ask<PluginAnswer>(request, _patience).GetAwaiter().GetResult();
        return answer is PluginAnswer.Failed failed
            ? throw new JournalException($"{Description}: {failed.Cause}", JournalFault.Unavailable)
            : answer;
    }

    private T Sound<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatDamageException damage)
        {
            throw Damaged(place, damage.Message, damage);
        }
    }

    private JournalException Damaged(string place, string what, Exception? damage = null) => new(
        $"{Description}: {place} is damaged: {what}; restore the database from a backup", JournalFault.Corrupt, damage);

    private NotSupportedException ReadOnly() => new($"{Description} was opened to be read only");

    /// <summary>What the last look at a shard has come to; null when that is in doubt.</summary>
    private sealed class Known
    {
        public LedgerState? State { get; set; }
    }
}
