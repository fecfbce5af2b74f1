using System.Runtime.CompilerServices;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>
/// The actors of a shard: who they are (key to ordinal), where their state is (resident page or snapshot), and what
/// has changed since the last snapshot. Loads passivated pages when they are needed.
/// </summary>
internal sealed class ActorTable(ShardId shard, IShardProgram program, IPageReader reader)
{
    private readonly KeyDirectory _directory = new();
    private readonly Stack<int> _free = [];
    private PageSlot[] _slots = [];
    private int _nextOrdinal;

    /// <summary>Number of pages, resident or not.</summary>
    public int PageCount { get; private set; }

    /// <summary>Pages that are not resident.</summary>
    public int AbsentCount { get; private set; }

    /// <summary>
    /// The commit that the state was rebuilt as of. A snapshot that the journal has got since, of a commit up to this
    /// one, is as good as the older one that was known then: what the page lacked is replayed, and it is resident.
    /// </summary>
    public long RebuiltThrough { get; set; }

    /// <summary>Actors that exist.</summary>
    public int Count => _directory.Count;

    /// <summary>Bytes of memory of resident pages: keys and state.</summary>
    public long ResidentBytes => _keyBytes + program.StateBytes;

    private long _keyBytes;

    /// <summary>The page's entry.</summary>
    public ref PageSlot Slot(int page) => ref _slots[page];

    /// <summary>The ordinal of a key, its page resident; negative when there is no such actor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong hash, ReadOnlySpan<byte> key)
    {
        var place = _directory.Start(hash);
        while (true)
        {
            var ordinal = _directory.Next(hash, ref place);
            if (ordinal < 0)
            {
                return ordinal;
            }

            var keys = _slots[ordinal >> ActorPage.Shift].Keys ?? Load(ordinal >> ActorPage.Shift);
            if (keys.HasKey(ordinal & ActorPage.Mask, key))
            {
                return ordinal;
            }
        }
    }

    /// <summary>
    /// Looks which pages have to be resident before it is known who has a key with this hash, reused ordinals included.
    /// </summary>
    /// <param name="hash">The hash.</param>
    /// <param name="absent">Is given those that are not resident.</param>
    /// <returns>Whether anybody may have it; else there will be a new actor.</returns>
    public bool FindAbsent(ulong hash, HashSet<int> absent)
    {
        var (isKnown, place) = (false, _directory.Start(hash));
        for (int ordinal; (ordinal = _directory.Next(hash, ref place)) >= 0; isKnown = true)
        {
            if (IsAbsent(ordinal >> ActorPage.Shift))
            {
                absent.Add(ordinal >> ActorPage.Shift);
            }
        }

        return isKnown;
    }

    /// <summary>Looks which pages are not resident that as many new actors will be in.</summary>
    public void FindAbsentOfNew(int births, HashSet<int> absent)
    {
        foreach (var ordinal in _free.Take(births))
        {
            if (IsAbsent(ordinal >> ActorPage.Shift))
            {
                absent.Add(ordinal >> ActorPage.Shift);
            }
        }

        var next = _nextOrdinal >> ActorPage.Shift;
        if (births > _free.Count && next < PageCount && IsAbsent(next))
        {
            absent.Add(next);
        }
    }

    /// <summary>Whether a page is there, and not resident.</summary>
    public bool IsAbsent(int page) => _slots[page].Keys is null;

    /// <summary>Says that a page is going to be needed; whether it can be had now.</summary>
    public bool Expect(int page) => !IsAbsent(page) || reader.Expect(page);

    /// <summary>Gives a new actor an ordinal.</summary>
    public int Add(ulong hash, ReadOnlySpan<byte> key)
    {
        var ordinal = _free.TryPop(out var free) ? free : _nextOrdinal++;
        AddAt(ordinal, hash, key);
        return ordinal;
    }

    /// <summary>Adds an actor with the ordinal that it had when it was journaled.</summary>
    public void AddAt(int ordinal, ulong hash, ReadOnlySpan<byte> key)
    {
        var page = ordinal >> ActorPage.Shift;
        EnsurePage(page);
        var keys = Resident(page);
        _keyBytes -= keys.MemoryBytes;
        keys.Add(ordinal & ActorPage.Mask, hash, key);
        _keyBytes += keys.MemoryBytes;
        _directory.Add(hash, ordinal);
        _nextOrdinal = Math.Max(_nextOrdinal, ordinal + 1);
    }

    /// <summary>Forgets an actor of a resident page that has no state.</summary>
    public void Forget(int ordinal)
    {
        var (keys, place) = (Resident(ordinal >> ActorPage.Shift), ordinal & ActorPage.Mask);
        _directory.Remove(keys.HashOf(place), ordinal);
        keys.Remove(place);
    }

    /// <summary>The keys of a page, loaded where it is passivated.</summary>
    public ActorPage Resident(int page) => _slots[page].Keys ?? Load(page);

    /// <summary>Says that an event of a commit changes a page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Touch(int page, long sequence)
    {
        ref var slot = ref _slots[page];
        slot.DirtySince = Math.Min(slot.DirtySince, sequence);
        slot.LastUsed = sequence;
    }

    /// <summary>When the first thing in a page closes.</summary>
    public long DueUs(int page) => _slots[page].Keys is null ? _slots[page].DueUs : program.DueUs(page);

    /// <summary>When the first thing in a page is due by the time of the node.</summary>
    public long AlarmUs(int page) => _slots[page].Keys is null ? _slots[page].AlarmUs : program.AlarmUs(page);

    /// <summary>Whether all actors of a resident page have said that they are not needed soon.</summary>
    public bool IsDismissed(int page) => program.IsDismissed(page, _slots[page].Keys!.LiveCount);

    /// <summary>Not before this time of the node is anything due in any page.</summary>
    public long NextAlarmUs { get; private set; } = long.MaxValue;

    /// <summary>A page may have something new that is due some time.</summary>
    public void NoteAlarm(int page) => NextAlarmUs = Math.Min(NextAlarmUs, AlarmUs(page));

    /// <summary>Looks for what is due next in all pages.</summary>
    public void FindNextAlarm()
    {
        NextAlarmUs = long.MaxValue;
        for (var page = 0; page < PageCount; page++)
        {
            NoteAlarm(page);
        }
    }

    /// <summary>
    /// The first commit whose events some snapshot lacks; <see cref="PageSlot.Clean"/> when none does.
    /// </summary>
    public long OldestDirty()
    {
        var oldest = PageSlot.Clean;
        for (var page = 0; page < PageCount; page++)
        {
            oldest = Math.Min(oldest, _slots[page].DirtySince);
        }

        return oldest;
    }

    /// <summary>Forgets the actors of a page that have no state, then writes the page as of a commit.</summary>
    public void WriteSnapshot(int page, long sequence, int planVersion, ByteWriter index, ByteWriter state)
    {
        ref var slot = ref _slots[page];
        var keys = slot.Keys!;
        RemoveEmpty(page, keys);
        Envelope.Begin(index, BlobKind.PageIndex, planVersion, shard);
        index.WriteInt64(sequence);
        index.WriteInt64(program.DueUs(page));
        keys.WriteIndex(index);
        if (program.AlarmUs(page) != long.MaxValue)
        {
            index.WriteInt64(program.AlarmUs(page));
        }

        Envelope.End(index, page);
        Envelope.Begin(state, BlobKind.Page, planVersion, shard);
        state.WriteInt64(sequence);
        keys.WriteKeys(state);
        program.WritePage(page, keys, state);
        Envelope.End(state, page);
        (slot.DirtySince, slot.SnapshotSequence) = (PageSlot.Clean, sequence);
    }

    /// <summary>Takes a clean page, whose snapshot is committed, out of memory.</summary>
    public void Passivate(int page)
    {
        ref var slot = ref _slots[page];
        (slot.DueUs, slot.AlarmUs) = (program.DueUs(page), program.AlarmUs(page));
        program.DropPage(page);
        _keyBytes -= slot.Keys!.MemoryBytes;
        slot.Keys = null;
        AbsentCount++;
    }

    /// <summary>Learns of a snapshot page when the shard is opened.</summary>
    public void AddPassivated(int page, long sequence, ReadOnlySpan<byte> blob)
    {
        var cursor = new ByteCursor(Envelope.Open(blob, BlobKind.PageIndex, shard, page, out _));
        if (cursor.ReadInt64() != sequence)
        {
            throw new FormatDamageException($"the index of page {page} is not of commit {sequence}");
        }

        Reserve(page);
        PageCount = Math.Max(PageCount, page + 1);
        AbsentCount++;
        _slots[page] = new PageSlot
        {
            DirtySince = PageSlot.Clean, SnapshotSequence = sequence, DueUs = cursor.ReadInt64(),
        };
        var live = cursor.Take(ActorPage.Size / 8);
        for (var place = 0; place < ActorPage.Size; place++)
        {
            if ((live[place >> 3] & (1 << (place & 7))) != 0)
            {
                _directory.Add((ulong)cursor.ReadInt64(), (page << ActorPage.Shift) + place);
            }
        }

        _slots[page].AlarmUs = cursor.AtEnd ? long.MaxValue : cursor.ReadInt64();
        _nextOrdinal = Math.Max(_nextOrdinal, (page + 1) << ActorPage.Shift);
    }

    /// <summary>After opening: finds the ordinals that nobody has.</summary>
    public void CollectFree()
    {
        var live = new System.Collections.BitArray(_nextOrdinal);
        _directory.MarkOrdinals(live);
        for (var ordinal = _nextOrdinal - 1; ordinal >= 0; ordinal--)
        {
            if (!live[ordinal])
            {
                _free.Push(ordinal);
            }
        }
    }

    /// <summary>Makes sure that a page exists.</summary>
    public void EnsurePage(int page)
    {
        Reserve(page);
        PageCount = Math.Max(PageCount, page + 1);
        ref var slot = ref _slots[page];
        if (slot.Keys is null && slot.SnapshotSequence == 0)
        {
            slot.Keys = new ActorPage();
            _keyBytes += slot.Keys.MemoryBytes;
            program.AddPage(page);
        }
    }

    private void RemoveEmpty(int page, ActorPage keys)
    {
        for (var place = 0; place < ActorPage.Size; place++)
        {
            var ordinal = (page << ActorPage.Shift) + place;
            if (keys.IsLive(place) && program.IsEmpty(ordinal))
            {
                Forget(ordinal);
                _free.Push(ordinal);
            }
        }
    }

    private ActorPage Load(int page)
    {
        if (reader.ReadPage(page) is not { } blob)
        {
            reader.ThrowIfTakenOver();
            throw new JournalException(
                $"the journal lacks page {page} of shard {shard}, which its index lists; restore the data directory "
                + "from a backup or start over with --fresh", JournalFault.Corrupt);
        }

        try
        {
            var cursor = new ByteCursor(Envelope.Open(blob.Span, BlobKind.Page, shard, page, out var planVersion));
            ref var slot = ref _slots[page];
            var sequence = cursor.ReadInt64();
            if (sequence != slot.SnapshotSequence
                && (sequence < slot.SnapshotSequence || sequence > RebuiltThrough))
            {
                throw new FormatDamageException($"it is not of commit {slot.SnapshotSequence}");
            }

            var keys = new ActorPage();
            keys.ReadKeys(ref cursor);
            program.LoadPage(page, keys, planVersion, ref cursor);
            (slot.Keys, slot.SnapshotSequence) = (keys, sequence);
            _keyBytes += keys.MemoryBytes;
            AbsentCount--;
            return keys;
        }
        catch (FormatDamageException damage)
        {
            reader.ThrowIfTakenOver();
            throw new JournalException(
                $"page {page} of shard {shard} is damaged: {damage.Message}; restore the data directory from a backup "
                + "or start over with --fresh", JournalFault.Corrupt, damage);
        }
    }

    private void Reserve(int page)
    {
        if (page >= _slots.Length)
        {
            var known = _slots.Length;
            Array.Resize(ref _slots, Math.Max(page + 1, Math.Max(16, known * 2)));
            _slots.AsSpan(known).Fill(new PageSlot
            {
                DirtySince = PageSlot.Clean, DueUs = long.MaxValue, AlarmUs = long.MaxValue,
            });
        }
    }
}
