using ActorPipeline.Journal;
using ActorPipeline.Records;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence.Ledgers;

/// <summary>
/// Decides what an owner writes: the record of each commit, which pages it names, and which trims count. Knows nothing
/// of plugins and actors. One commit at a time: <see cref="Next"/>, then <see cref="OnCommitted"/> when it is on disk;
/// until then <see cref="Next"/> for the same commit gives the same bytes.
/// </summary>
internal sealed class LedgerWriter(ShardId shard, LedgerState state)
{
    /// <summary>A table is not written more often than every so many commits, nor where it is much of them.</summary>
    private const int LeastCommitsATable = 16;

    /// <summary>An opener reads what follows the table, so it must not be too long ago.</summary>
    private const int MostCommitsATable = 256;

    // What an entry of the table takes.
    private const int PageBytes = 16;

    private readonly SortedSet<(long Sequence, int Page)> _unnamed = [];
    private readonly SortedDictionary<int, PageName> _saved = [];
    private readonly List<(long Sequence, long Through)> _trims = [];
    private int _commitsSinceTable;
    private long _bytesSinceTable;
    private (LedgerRecord Record, byte[] Bytes, Commit Commit)? _pending;

    /// <summary>What is committed.</summary>
    public LedgerState State => state;

    /// <summary>Commits up to this one are deleted; what the next record says.</summary>
    public long DeletedThrough { get; set; } = state.DeletedThrough;

    /// <summary>Pages of commits up to this one count.</summary>
    public long PagesThrough => _unnamed.Count > 0 ? _unnamed.Min.Sequence - 1 : state.Sequence;

    /// <summary>Pages that are committed or on their way, and don't count yet.</summary>
    public int UnnamedPages => _unnamed.Count;

    /// <summary>Whether a commit would name pages.</summary>
    public bool HasSavedPages => _saved.Count > 0;

    /// <summary>What <see cref="PagesThrough"/> would be after a commit without pages.</summary>
    public long PagesThroughWhenNamed => Through(state.Sequence);

    /// <summary>The commit that is on its way.</summary>
    public Commit? Pending => _pending?.Commit;

    /// <summary>The bytes that are on their way.</summary>
    public byte[]? PendingBytes => _pending?.Bytes;

    /// <summary>The number of the event that is written next.</summary>
    public long NextEvent => state.NextEvent;

    /// <summary>The record of a commit.</summary>
    public byte[] Next(Commit commit)
    {
        if (_pending is { } pending && pending.Commit.Sequence == commit.Sequence)
        {
            return pending.Bytes;
        }

        var sequence = commit.Sequence;
        foreach (var page in commit.Pages)
        {
            _unnamed.Add((sequence, page.Page));
        }

        if (commit.TrimThrough > 0)
        {
            _trims.Add((sequence, Math.Min(commit.TrimThrough, sequence)));
        }

        var record = Record(commit, NamesOf(_saved));
        record = NeedsTable(record) ? WithTable(record) : record;
        var bytes = LedgerCodec.Write(shard, record);
        record = record with { Crc = RecordFrame.CrcOf(bytes) };
        _pending = (record, bytes, commit);
        return bytes;
    }

    /// <summary>The pending commit is on disk. Returns the pages whose predecessors may go.</summary>
    public IReadOnlyList<KeyValuePair<int, PageName>> OnCommitted()
    {
        var (record, bytes, _) = _pending!.Value;
        _pending = null;
        foreach (var (page, name) in record.Names)
        {
            if (_saved.TryGetValue(page, out var saved) && saved == name)
            {
                _saved.Remove(page);
            }

            _unnamed.RemoveWhere(p => p.Page == page && p.Sequence <= name.Sequence);
        }

        _trims.RemoveAll(t => t.Through <= record.Events.Done);
        state.Apply(record with { Head = record.Head.ToArray(), SinkStates = Copies(record.SinkStates) });
        (_commitsSinceTable, _bytesSinceTable) = (_commitsSinceTable + 1, _bytesSinceTable + bytes.Length);
        if (record.Table is not null)
        {
            (_commitsSinceTable, _bytesSinceTable) = (0, 0);
        }

        return record.Names;
    }

    /// <summary>
    /// Both snapshots of a page are saved. One that has been overtaken by a later one of the same page is not named.
    /// </summary>
    public void OnSaved(int page, PageName name)
    {
        var isOvertaken = (_saved.TryGetValue(page, out var other) && other.Number > name.Number)
            || (state.Pages.TryGetValue(page, out var named) && named.Number > name.Number);
        if (isOvertaken)
        {
            _unnamed.Remove((name.Sequence, page));
        }
        else
        {
            _saved[page] = name;
        }
    }

    private static List<KeyValuePair<int, PageName>> NamesOf(SortedDictionary<int, PageName> pages) => [.. pages];

    private static List<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>> Copies(
        IReadOnlyList<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>> states) =>
        states.Select(s => KeyValuePair.Create(s.Key, (ReadOnlyMemory<byte>)s.Value.ToArray())).ToList();

    private LedgerRecord Record(Commit commit, IReadOnlyList<KeyValuePair<int, PageName>> names)
    {
        var sequence = commit.Sequence;
        var through = Through(sequence);
        var events = state.Events;
        events = commit.Events.IsEmpty ? events : events.Add(sequence);
        foreach (var trim in _trims)
        {
            events = trim.Sequence <= through ? events.Finish(trim.Through) : events;
        }

        Lane[] outboxes =
        [
            commit.Results.IsEmpty ? state.Outboxes[0] : state.Outboxes[0].Add(sequence),
            commit.DeadLetters.IsEmpty ? state.Outboxes[1] : state.Outboxes[1].Add(sequence),
        ];
        var states = new List<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>>();
        foreach (var sink in commit.Sinks)
        {
            ref var outbox = ref outboxes[(int)sink.Kind];
            if (sink.Through >= outbox.Done)
            {
                outbox = outbox.Finish(sink.Through);
                states.Add(new(sink.Kind, sink.State));
            }
        }

        return new LedgerRecord(RecordKind.Commit, commit.Epoch, sequence)
        {
            Previous = state.Current.LastCrc,
            Base = state.Current.Base,
            TableSequence = state.TableSequence,
            DeletedThrough = DeletedThrough,
            Events = events,
            Outboxes = outboxes,
            Head = commit.Head,
            EventBlock = commit.Events,
            OutboxBlocks = [commit.Results, commit.DeadLetters],
            SinkStates = states,
            Names = names,
        };
    }

    /// <summary>Pages of commits up to which one count, once what is saved is named.</summary>
    private long Through(long sequence)
    {
        foreach (var (commit, page) in _unnamed)
        {
            if (!_saved.TryGetValue(page, out var name) || name.Sequence < commit)
            {
                return commit - 1;
            }
        }

        return sequence;
    }

    /// <summary>Whether a table would let enough go to be worth its bytes, or is due.</summary>
    private bool NeedsTable(LedgerRecord record)
    {
        if (_commitsSinceTable + 1 >= MostCommitsATable)
        {
            return true;
        }

        var floor = record.Events.FloorAt(record.Sequence);
        foreach (var outbox in record.Outboxes)
        {
            floor = Math.Min(floor, outbox.FloorAt(record.Sequence));
        }

        return floor - state.Floor >= LeastCommitsATable
            && _bytesSinceTable >= LeastCommitsATable * (long)state.Pages.Count * PageBytes;
    }

    private LedgerRecord WithTable(LedgerRecord record)
    {
        var states = new List<KeyValuePair<OutboxKind, ReadOnlyMemory<byte>>>(record.SinkStates);
        for (var kind = 0; kind < LedgerState.OutboxCount; kind++)
        {
            if (!states.Exists(s => (int)s.Key == kind) && !state.SinkStates[kind].IsEmpty)
            {
                states.Add(new((OutboxKind)kind, state.SinkStates[kind]));
            }
        }

        var floor = state.Floor;
        return record with
        {
            TableSequence = record.Sequence,
            SinkStates = states,
            Table = new(state.Current.Base, [.. state.Former.Where(s => s.Last > floor)], [.. state.Pages]),
        };
    }
}
