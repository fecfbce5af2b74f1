using ActorPipeline.Actors;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>Which pages are needed next: they are said beforehand, so that all are fetched at once.</summary>
internal sealed partial class Shard
{
    /// <summary>Pages that are fetched for one slice, or ahead of what is due, at most.</summary>
    private const int MostExpected = 32;

    private readonly HashSet<int> _absent = [];
    private readonly HashSet<ulong> _unborn = [];

    /// <summary>
    /// Pages of state that a slice may load, so that half of what may be in memory at least is of others.
    /// </summary>
    private int PageBudget
    {
        get
        {
            var (actors, most) = (_body.Actors, _plan.Engine.StateBytes / _plan.ShardCount / 2);
            var aPage = actors.ResidentBytes / Math.Max(1, actors.PageCount - actors.AbsentCount);
            return (int)Math.Clamp(most / Math.Max(1, aPage), 1, MostExpected);
        }
    }

    /// <summary>
    /// Says which pages the rows of a batch need that are not resident. The row up to which it can be applied with as
    /// many pages as a slice may load, or the number of its rows.
    /// </summary>
    internal int ExpectPages(RoutedBatch batch)
    {
        var (actors, records, rows) = (_body.Actors, batch.Records, batch.Scattered);
        if (actors.AbsentCount == 0 || !IsNews(batch))
        {
            return records.RowCount;
        }

        var from = _head.Partitions[records.Partition.Value].Position;
        _absent.Clear();
        for (var i = rows.ShardStart[Id.Value]; i < rows.ShardStart[Id.Value + 1]; i++)
        {
            if (records.PositionOf(rows.Rows[i]) >= from && ExpectPage(rows.Hashes[i]))
            {
                Expect();
                return rows.Rows[i];
            }
        }

        Expect();
        return records.RowCount;
    }

    /// <summary>As for the rows of a batch: how many of the requests can be applied.</summary>
    internal int ExpectPages(IReadOnlyList<ActorRequest> requests)
    {
        _absent.Clear();
        for (var i = 0; _body.Actors.AbsentCount > 0 && i < requests.Count; i++)
        {
            if (KeyHash.ShardOf(requests[i].Hash, _plan.ShardCount) == Id.Value
                && ExpectPage(requests[i].Hash))
            {
                Expect();
                return i;
            }
        }

        Expect();
        return requests.Count;
    }

    /// <summary>Whether a key's pages are too many, and not the first.</summary>
    private bool ExpectPage(ulong hash)
    {
        var before = _absent.Count;
        if (!_body.Actors.FindAbsent(hash, _absent))
        {
            _unborn.Add(hash);
        }

        return before > 0 && _absent.Count > before && _absent.Count > PageBudget;
    }

    private void Expect()
    {
        _body.Actors.FindAbsentOfNew(_unborn.Count, _absent);
        _unborn.Clear();
        foreach (var page in _absent)
        {
            _body.Actors.Expect(page);
        }
    }

    /// <summary>Where a page is done that is not resident, the next ones may be fetched with it.</summary>
    private void ExpectFrom(int page, Func<int, bool> isDue)
    {
        var count = 0;
        for (; count < MostExpected && page < _body.Actors.PageCount; page++)
        {
            if (_body.Actors.IsAbsent(page) && isDue(page))
            {
                _body.Actors.Expect(page);
                count++;
            }
        }
    }
}
