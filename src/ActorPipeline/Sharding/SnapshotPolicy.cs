using ActorPipeline.Actors;
using ActorPipeline.Plan;

namespace ActorPipeline.Sharding;

/// <summary>
/// Which pages a commit snapshots, and which passivate. Snapshots are written behind, oldest dirty first, so that all
/// dirty pages are written once while half the tail's allowance of events comes in: the tail stays bounded, and the
/// work is even. Pages passivate, least recently used first, when the resident ones outgrow their memory; a dirty one
/// is snapshotted first and leaves once that commit is on disk. So do pages that have been idle for long, or whose
/// actors all say that they are not needed.
/// </summary>
internal sealed class SnapshotPolicy(PipelinePlan plan)
{
    /// <summary>Pages that a commit snapshots at most because they leave.</summary>
    private const int MostLeaving = 64;

    private readonly long _tailBytes = plan.Engine.TailBytes / plan.ShardCount;
    private readonly long _stateBytes = plan.Engine.StateBytes / plan.ShardCount;
    private readonly IdleClock _idle = new(plan.Engine.PassivateAfter);
    private readonly Queue<(long Sequence, long Bytes)> _tail = [];
    private readonly List<int> _pages = [];
    private long _tailNow;

    /// <summary>A commit was cut, at a time of the node.</summary>
    public void OnCut(long sequence, long nowUs) => _idle.OnCut(sequence, nowUs);

    /// <summary>Whether a commit is worth it only because actors have become idle.</summary>
    public bool HasNewlyIdle(ActorTable actors, long nowUs)
    {
        if (!_idle.IsTimeToLook(nowUs))
        {
            return false;
        }

        for (var page = 0; page < actors.PageCount; page++)
        {
            if (MayLeave(actors, page))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An event block is part of the journal from now on.</summary>
    public void OnEvents(long sequence, long bytes)
    {
        _tail.Enqueue((sequence, bytes));
        _tailNow += bytes;
    }

    /// <summary>Pages to snapshot in the commit with this number that carries this many bytes of events.</summary>
    public List<int> Choose(ActorTable actors, long eventBytes)
    {
        _pages.Clear();
        var wanted = 0L;
        var dirty = Dirty(actors);
        if (_tailNow + eventBytes > _tailBytes / 2)
        {
            wanted = (dirty * eventBytes / Math.Max(1, _tailBytes / 2)) + 1;
        }

        if (actors.ResidentBytes > _stateBytes)
        {
            var perPage = Math.Max(1, actors.ResidentBytes / Math.Max(1, actors.PageCount));
            wanted = Math.Max(wanted, (actors.ResidentBytes - _stateBytes) / perPage);
        }

        return Take(actors, Math.Min(wanted, dirty));
    }

    /// <summary>Whether a page is not needed soon.</summary>
    private bool MayLeave(ActorTable actors, int page)
    {
        ref var slot = ref actors.Slot(page);
        return slot.Keys is not null && (slot.LastUsed <= _idle.IdleThrough || actors.IsDismissed(page));
    }

    /// <summary>Passivates clean pages while there are too many bytes resident.</summary>
    public void Passivate(ActorTable actors, long committedSequence)
    {
        _pages.Clear();
        for (var page = 0; page < actors.PageCount; page++)
        {
            ref var slot = ref actors.Slot(page);
            if (slot.Keys is not null && slot.DirtySince == PageSlot.Clean
                && slot.SnapshotSequence > 0 && slot.SnapshotSequence <= committedSequence)
            {
                if (MayLeave(actors, page))
                {
                    actors.Passivate(page);
                }
                else if (actors.ResidentBytes > _stateBytes)
                {
                    _pages.Add(page);
                }
            }
        }

        _pages.Sort((a, b) => actors.Slot(a).LastUsed.CompareTo(actors.Slot(b).LastUsed));
        foreach (var page in _pages)
        {
            if (actors.ResidentBytes <= _stateBytes * 9 / 10)
            {
                return;
            }

            actors.Passivate(page);
        }
    }

    /// <summary>Forgets the blocks that snapshots cover; returns the last of them, 0 for none.</summary>
    public long Trim(long oldestDirty)
    {
        var last = 0L;
        while (_tail.TryPeek(out var block) && block.Sequence < oldestDirty)
        {
            _tail.Dequeue();
            _tailNow -= block.Bytes;
            last = block.Sequence;
        }

        return last;
    }

    private static long Dirty(ActorTable actors)
    {
        var dirty = 0L;
        for (var page = 0; page < actors.PageCount; page++)
        {
            dirty += actors.Slot(page).DirtySince == PageSlot.Clean ? 0 : 1;
        }

        return dirty;
    }

    private List<int> Take(ActorTable actors, long wanted)
    {
        var leaving = 0;
        for (var page = 0; page < actors.PageCount; page++)
        {
            if (actors.Slot(page).DirtySince == PageSlot.Clean)
            {
                continue;
            }

            if (leaving < MostLeaving && MayLeave(actors, page))
            {
                // Those that leave come first: they are written once more, and then no more.
                _pages.Insert(leaving++, page);
            }
            else if (wanted > 0)
            {
                _pages.Add(page);
            }
        }

        _pages.Sort(
            leaving, _pages.Count - leaving,
            Comparer<int>.Create((a, b) => actors.Slot(a).DirtySince.CompareTo(actors.Slot(b).DirtySince)));
        var count = Math.Min(_pages.Count, Math.Max(leaving, (int)wanted));
        _pages.RemoveRange(count, _pages.Count - count);
        return _pages;
    }
}
