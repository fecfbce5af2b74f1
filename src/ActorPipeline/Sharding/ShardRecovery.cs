using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Sharding;

/// <summary>
/// Rebuilds a shard as of a commit: the directory from the pages' index entries, then the events after each page's
/// snapshot, applied by the same code as live. Pages that the tail does not touch stay on disk. It is fed, in this
/// order: all index entries, all event blocks after
/// <see cref="Shard.EventsAfter"/>; then <see cref="End"/>.
/// </summary>
internal sealed class ShardRecovery
{
    private readonly ShardId _shard;
    private readonly long _sequence;
    private readonly string _journal;
    private readonly ShardBody _body;
    private readonly EventFrames _frames;
    private readonly List<int> _covered = [];
    private readonly HashSet<int> _namesakes = [];
    private readonly Dictionary<int, EventBatch> _events = [];
    private int _offset;

    /// <summary>The recovery of a shard.</summary>
    /// <param name="shard">Which shard.</param>
    /// <param name="sequence">The last commit.</param>
    /// <param name="journal">What an operator knows the journal by.</param>
    /// <param name="body">What is rebuilt, empty.</param>
    /// <param name="frames">Reads frames.</param>
    public ShardRecovery(ShardId shard, long sequence, string journal, ShardBody body, EventFrames frames)
    {
        (_shard, _sequence, _journal, _body, _frames) = (shard, sequence, journal, body, frames);
        _body.Actors.RebuiltThrough = sequence;
    }

    private ActorTable Actors => _body.Actors;

    private IShardProgram Program => _body.Program;

    /// <summary>What a head says; that of a shard without commits is empty.</summary>
    /// <exception cref="JournalException">It is damaged.</exception>
    public ShardHeadState ReadHead(ReadOnlyMemory<byte> head) => _sequence == 0 ? new ShardHeadState() : Try(
        "the head",
        () => ShardHeadState.Read(Envelope.Open(head.Span, BlobKind.Head, _shard, _sequence, out _)));

    /// <summary>Takes the index entry of a page.</summary>
    /// <exception cref="JournalException">It is damaged.</exception>
    public void AddPage(int page, long sequence, ReadOnlyMemory<byte> index) => Try("the index of pages", () =>
    {
        if (sequence > _sequence)
        {
            throw new FormatDamageException($"page {page} is of commit {sequence}, after {_sequence}");
        }

        Actors.AddPassivated(page, sequence, index.Span);
        return true;
    });

    /// <summary>
    /// Applies an event block. False when pages have to be fetched first that it needs: then it is given again, and
    /// goes on where it was.
    /// </summary>
    /// <exception cref="JournalException">It is damaged, or a page can't be read.</exception>
    public bool Replay(long sequence, ReadOnlyMemory<byte> block)
    {
        if (!Try($"event block {sequence}", () => Apply(sequence, block.Span)))
        {
            return false;
        }

        _offset = 0;
        _body.Snapshots.OnEvents(sequence, block.Length);
        return true;
    }

    /// <summary>All is replayed.</summary>
    public void End() => Actors.CollectFree();

    private T Try<T>(string at, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (FormatDamageException damage)
        {
            throw new JournalException(
                $"{_journal}: {at} of shard {_shard} is damaged: {damage.Message}; restore the data directory from a "
                + "backup, or start over with --fresh", JournalFault.Corrupt, damage);
        }
    }

    /// <summary>Frame by frame: none is begun before all pages that it needs can be had.</summary>
    private bool Apply(long sequence, ReadOnlySpan<byte> block)
    {
        var cursor = new ByteCursor(Envelope.Open(block, BlobKind.Events, _shard, sequence, out var planVersion));
        cursor.Take(_offset);
        for (; !cursor.AtEnd; _offset = cursor.Offset)
        {
            var kind = (FrameKind)cursor.ReadByte();
            var ahead = cursor;
            if (Actors.AbsentCount > 0 && !CanApply(kind, ref ahead, sequence, planVersion))
            {
                return false;
            }

            Apply(kind, ref cursor, sequence, planVersion);
        }

        return true;
    }

    /// <summary>Reads a frame only for which pages it needs; whether they can be had.</summary>
    private bool CanApply(FrameKind kind, ref ByteCursor cursor, long sequence, int planVersion)
    {
        var canBeHad = true;
        switch (kind)
        {
            case FrameKind.Births:
                EventFrames.ReadBirths(ref cursor, (ordinal, hash, _) =>
                {
                    Expect(ordinal >> ActorPage.Shift);
                    Actors.FindAbsent(hash, _namesakes);
                });
                foreach (var page in _namesakes)
                {
                    canBeHad &= Actors.Expect(page);
                }

                _namesakes.Clear();
                break;
            case FrameKind.Records:
                _frames.ReadOrdinals(ref cursor, EventsOf(planVersion));
                foreach (var ordinal in EventsOf(planVersion).Ordinals.AsSpan(0, EventsOf(planVersion).Count))
                {
                    Expect(ordinal >> ActorPage.Shift);
                }

                break;
            case FrameKind.Close:
                Expect(cursor.ReadCount(int.MaxValue >> ActorPage.Shift, "pages"));
                break;
            case FrameKind.Facts:
                Program.ReplayFacts(ref cursor, planVersion, ordinal =>
                {
                    Expect(ordinal >> ActorPage.Shift);
                    return false;
                });
                break;
            default:
                break;
        }

        return canBeHad;

        void Expect(int page) => canBeHad &= page >= Actors.PageCount || IsCovered(page, sequence)
            || Actors.Slot(page).SnapshotSequence == 0 || Actors.Expect(page);
    }

    private void Apply(FrameKind kind, ref ByteCursor cursor, long sequence, int planVersion)
    {
        switch (kind)
        {
            case FrameKind.Births:
                EventFrames.ReadBirths(ref cursor, (ordinal, hash, key) => Bear(sequence, ordinal, hash, key));
                break;
            case FrameKind.Records:
                _frames.ReadRecords(ref cursor, EventsOf(planVersion));
                ApplyRecords(sequence, planVersion);
                break;
            case FrameKind.Close:
                Close(
                    sequence, cursor.ReadCount(int.MaxValue >> ActorPage.Shift, "pages"), cursor.ReadSigned(),
                    cursor.ReadByte() != 0);
                break;
            case FrameKind.Facts:
                Program.ReplayFacts(ref cursor, planVersion, ordinal => IsToBeApplied(ordinal, sequence));
                break;
            case FrameKind.Named:
                FactNames.Read(ref cursor, (_, _, _) => { });
                break;
            default:
                throw new FormatDamageException($"a frame of kind {(byte)kind} before offset {cursor.Offset}");
        }
    }

    /// <summary>Whether a page's snapshot already holds the events of a commit.</summary>
    private bool IsCovered(int page, long sequence) =>
        page < Actors.PageCount && Actors.Slot(page).SnapshotSequence >= sequence;

    private void Bear(long sequence, int ordinal, ulong hash, ReadOnlySpan<byte> key)
    {
        var page = ordinal >> ActorPage.Shift;
        if (IsCovered(page, sequence))
        {
            return;
        }

        if (page > Actors.PageCount)
        {
            throw new FormatDamageException($"actor {ordinal} is born in page {page}, there are {Actors.PageCount}");
        }

        Actors.EnsurePage(page);
        Forget(Actors.Resident(page).IsLive(ordinal & ActorPage.Mask) ? ordinal : -1, ordinal, sequence);
        Forget(Actors.Find(hash, key), ordinal, sequence);
        Actors.AddAt(ordinal, hash, key);
        Actors.Touch(page, sequence);
    }

    /// <summary>
    /// An actor without state is forgotten when its page is snapshotted. Where that snapshot never became durable, it
    /// is still there when its place, or its key, is given away again.
    /// </summary>
    private void Forget(int forgotten, int born, long sequence)
    {
        if (forgotten < 0)
        {
            return;
        }

        if (!Program.IsEmpty(forgotten))
        {
            throw new FormatDamageException($"actor {born} is born a second time");
        }

        Actors.Forget(forgotten);
        Actors.Touch(forgotten >> ActorPage.Shift, sequence);
    }

    /// <summary>
    /// Whether an actor's snapshot lacks the events of a commit; then its page is dirty, and resident.
    /// </summary>
    private bool IsToBeApplied(int ordinal, long sequence)
    {
        var page = ordinal >> ActorPage.Shift;
        if (IsCovered(page, sequence))
        {
            return false;
        }

        if (page >= Actors.PageCount || !Actors.Resident(page).IsLive(ordinal & ActorPage.Mask))
        {
            throw new FormatDamageException($"an event of actor {ordinal}, which was never born");
        }

        Actors.Touch(page, sequence);
        return true;
    }

    private EventBatch EventsOf(int planVersion)
    {
        if (!_events.TryGetValue(planVersion, out var events))
        {
            events = new EventBatch(Program.EventTypes(planVersion));
            _events.Add(planVersion, events);
        }

        return events;
    }

    private void ApplyRecords(long sequence, int planVersion)
    {
        var events = EventsOf(planVersion);
        _covered.Clear();
        for (var i = 0; i < events.Count; i++)
        {
            if (!IsToBeApplied(events.Ordinals[i], sequence))
            {
                _covered.Add(i);
            }
        }

        if (_covered.Count > 0)
        {
            events.Remove(_covered);
        }

        Program.Replay(events, planVersion);
    }

    private void Close(long sequence, int page, long watermarkUs, bool isEndOfInput)
    {
        if (IsCovered(page, sequence))
        {
            return;
        }

        if (page >= Actors.PageCount)
        {
            throw new FormatDamageException($"page {page} is closed, which never was");
        }

        Program.ClosePage(page, watermarkUs, isEndOfInput, null, Actors.Resident(page));
        Actors.Touch(page, sequence);
    }
}
