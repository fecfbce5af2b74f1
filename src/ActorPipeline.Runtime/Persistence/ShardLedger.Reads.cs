using System.Collections.Immutable;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>What is read: events and outboxes in chunks, pages one by one, their index a few at a time.</summary>
internal sealed partial class ShardLedger
{
    /// <summary>Index entries that are loaded at once.</summary>
    private const int MostEntries = 16;

    /// <summary>What an index entry is taken for before any has been loaded.</summary>
    private const int UsualEntryBytes = 10 << 10;

    private readonly Dictionary<OutboxKind, (long Sequence, uint Crc)> _outboxEnds = [];
    private (long Sequence, uint Crc)? _eventsEnd;
    private (long Bytes, long Records) _size;

    private void OnReadEvents(ReadEvents request)
    {
        var asker = Sender;
        ReadChunk(
            asker, request, State.Events, request.After, request.MaxBytes, _eventsEnd,
            (records, through, isLast) =>
            {
                _eventsEnd = EndOf(records) ?? _eventsEnd;
                asker.Tell(new EventsRead(
                    _shard, Epoch, Blocks(records, request.After, r => r.EventBlock), through, isLast));
            });
    }

    private void OnReadOutbox(ReadOutbox request)
    {
        var (asker, kind) = (Sender, (int)request.Kind);
        (long, uint)? end = _outboxEnds.TryGetValue(request.Kind, out var known) ? known : null;
        ReadChunk(
            asker, request, State.Outboxes[kind], request.After, request.MaxBytes, end,
            (records, through, isLast) =>
            {
                _outboxEnds[request.Kind] = EndOf(records) ?? known;
                asker.Tell(new OutboxRead(
                    _shard, Epoch, request.Kind, Blocks(records, request.After, r => r.OutboxBlocks[kind]), through,
                    isLast));
            });
    }

    /// <summary>Reads the next chunk of what a lane needs; gives its records, how far it goes, if it is all.</summary>
    private void ReadChunk(
        IActorRef asker,
        IShardRequest request,
        Lane lane,
        long after,
        int maxBytes,
        (long Sequence, uint Crc)? former,
        Action<IReadOnlyList<LedgerRecord>, long, bool> then)
    {
        var records = ReadPlan.Records(maxBytes, _size.Bytes, _size.Records);
        if (ReadPlan.After(State, lane, after, records) is not { } plan)
        {
            then([], State.Sequence, true);
            return;
        }

        // The first commit of a ledger follows its opening.
        var isNext = former?.Sequence == plan.First - 1 && plan.First - 1 > plan.Span.Base;
        uint? previous = isNext ? former!.Value.Crc : null;
        Call(new PluginRequest.Read(_ids.Ledger(_shard, plan.Span.Epoch), plan.FromEvent, plan.ToEvent), answer =>
        {
            if (answer is PluginAnswer.Failed failed)
            {
                Fail(asker, request, $"{_description}: {failed.Cause}");
                return;
            }

            try
            {
                var events = ((PluginAnswer.Events)answer).Found;
                var checkedRecords = plan.Check(_shard, events, previous);
                _size = (events.Sum(e => (long)e.Value.Length), events.Count);
                then(checkedRecords, plan.Last, ReadPlan.After(State, lane, plan.Last, 1) is null);
            }
            catch (FormatDamageException damage)
            {
                OnDamage(asker, request, _ids.Ledger(_shard, plan.Span.Epoch), damage);
            }
        });
    }

    private static (long Sequence, uint Crc)? EndOf(IReadOnlyList<LedgerRecord> records) =>
        records.Count == 0 ? null : (records[^1].Sequence, records[^1].Crc);

    private static ImmutableArray<CommitBlock> Blocks(
        IReadOnlyList<LedgerRecord> records, long after, Func<LedgerRecord, ReadOnlyMemory<byte>> blockOf) =>
    [
        .. from record in records
           where record.Sequence > after && !blockOf(record).IsEmpty
           select new CommitBlock(record.Sequence, blockOf(record)),
    ];

    private void OnDamage(IActorRef asker, IShardRequest request, string place, FormatDamageException damage) => IfMine(
        () => Fail(asker, request, Damage(place, damage), JournalFault.Corrupt),
        () => Lose(asker),
        cause => Fail(asker, request, cause));

    private void OnReadPage(ReadPage request)
    {
        var asker = Sender;
        if (!State.Pages.TryGetValue(request.Page, out var name))
        {
            asker.Tell(new PageRead(_shard, Epoch, request.Page, null));
            return;
        }

        var id = _ids.Page(_shard, request.Page);
        Load(asker, request, id, RecordKind.Page, request.Page, name, state =>
            asker.Tell(new PageRead(_shard, Epoch, request.Page, state)));
    }

    private void OnReadPageIndex(ReadPageIndex request)
    {
        var asker = Sender;
        var most = Math.Clamp(request.MaxBytes / UsualEntryBytes, 1, MostEntries);
        var named = State.Pages.Where(p => p.Key > request.AfterPage).Take(most + 1).ToList();
        var isLast = named.Count <= most;
        named = isLast ? named : named[..^1];
        var entries = new PageEntry[named.Count];
        var left = entries.Length;
        if (left == 0)
        {
            asker.Tell(new PageIndex(_shard, Epoch, [], true));
        }

        for (var i = 0; i < named.Count; i++)
        {
            var (at, (page, name)) = (i, named[i]);
            var id = _ids.PageIndex(_shard, page);
            Load(asker, request, id, RecordKind.PageIndex, page, name, index =>
            {
                entries[at] = new PageEntry(page, name.Sequence, index);
                if (--left == 0)
                {
                    asker.Tell(new PageIndex(_shard, Epoch, ImmutableArray.Create(entries), isLast));
                }
            });
        }
    }

    /// <summary>Loads a snapshot by its exact number, and checks that it is the one that was named.</summary>
    private void Load(
        IActorRef asker,
        IShardRequest request,
        string id,
        RecordKind kind,
        int page,
        PageName name,
        Action<ReadOnlyMemory<byte>> then) => Call(new PluginRequest.Load(id, name.Number), answer =>
        {
            if (answer is PluginAnswer.Failed failed)
            {
                Fail(asker, request, $"{_description}: {failed.Cause}");
                return;
            }

            try
            {
                then(name.Open(kind, _shard, page, ((PluginAnswer.Snapshot)answer).Bytes));
            }
            catch (FormatDamageException damage)
            {
                OnDamage(asker, request, id, damage);
            }
        });
}
