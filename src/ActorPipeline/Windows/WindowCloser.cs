using System.Runtime.InteropServices;
using ActorPipeline.Actors;
using ActorPipeline.Emission;

namespace ActorPipeline.Windows;

/// <summary>Closes windows, the oldest of an actor first, and emits them.</summary>
internal sealed class WindowCloser(
    WindowTimes times, CellLayout layout, CellStore cells, CellChains chains, Panes panes, int mostRows)
{
    // Closed windows wait to be emitted together, column by column, in no more memory than this.
    private const int MostWords = 1 << 16;

    private readonly List<int> _due = [];

    /// <summary>The watermark at which an actor's next window closes; the greatest number for none.</summary>
    public long DueUs(WindowPage page, int place)
    {
        if (times.IsHopping)
        {
            return panes.NextUs(page, place) is < long.MaxValue and var startUs ? times.DueUs(startUs) : long.MaxValue;
        }

        var oldest = chains.Oldest(page.Heads[place]);
        return oldest == CellStore.None ? long.MaxValue
            : times.DueUs(cells.At(oldest, times.IsSession ? CellLayout.LastWord : CellLayout.StartWord));
    }

    /// <summary>Finds out when the first window of a page closes.</summary>
    public void FindDue(WindowPage page)
    {
        page.DueUs = long.MaxValue;
        for (var place = page.NextBusy(0); place >= 0; place = page.NextBusy(place + 1))
        {
            page.DueUs = Math.Min(page.DueUs, DueUs(page, place));
        }
    }

    /// <summary>
    /// How far to close a page at once where all is due up to a watermark: a key of a record or two has as many hopping
    /// windows as one of a thousand, and a commit is to have no more results than it has memory for.
    /// </summary>
    public long ThroughUs(WindowPage page, long watermarkUs)
    {
        if (times.HopUs == 0 || page.DueUs > watermarkUs)
        {
            return watermarkUs;
        }

        var steps = Math.Max(1, mostRows / Math.Max(1, page.BusyCount));
        return Math.Min(watermarkUs, page.DueUs + ((steps - 1) * times.HopUs));
    }

    /// <summary>Closes what is due in a page; emits it where there are results to go to.</summary>
    public void Close(WindowPage page, long watermarkUs, ActorPage keys, ResultRows? results)
    {
        page.DueUs = long.MaxValue;
        for (var place = page.NextBusy(0); place >= 0; place = page.NextBusy(place + 1))
        {
            var due = DueUs(page, place);
            while (due <= watermarkUs && page.IsBusy(place))
            {
                var cell = times.IsHopping
                    ? panes.Close(page, place, isWanted: results is not null)
                    : chains.RemoveOldest(page, place);
                if (cell != CellStore.None)
                {
                    _due.Add(cell);
                    results?.Add(keys.KeyOf(place));
                    ReleaseIfMany(results);
                }

                due = DueUs(page, place);
            }

            page.DueUs = Math.Min(page.DueUs, due);
        }

        Release(results);
    }

    /// <summary>Frees all that a page's actors have.</summary>
    public void Drop(WindowPage page)
    {
        for (var place = page.NextBusy(0); place >= 0; place = page.NextBusy(place + 1))
        {
            chains.List(page.Heads[place], _due);
            if (times.IsHopping)
            {
                panes.List(page.Anchors[place], _due);
            }
        }

        Release(null);
        chains.Forget(page);
    }

    /// <summary>Emits the global windows of a page as they are, and leaves them open.</summary>
    public void EmitGlobal(WindowPage page, ActorPage keys, ResultRows results)
    {
        for (var place = page.NextBusy(0); place >= 0; place = page.NextBusy(place + 1))
        {
            _due.Add(page.Heads[place]);
            results.Add(keys.KeyOf(place));
        }

        Emit(results);
        _due.Clear();
    }

    /// <summary>Emits an actor's open windows, the oldest first, as they are; changes nothing.</summary>
    public void Show(WindowPage page, int place, ReadOnlySpan<byte> key, ResultRows results)
    {
        if (!times.IsHopping)
        {
            chains.List(page.Heads[place], _due);
            _due.Reverse();
            foreach (var _ in _due)
            {
                results.Add(key);
            }

            Emit(results);
            _due.Clear();
            return;
        }

        // The windows are what comes of closing them all, so a copy of the actor does that.
        var copy = new WindowPage(hasPanes: true);
        panes.CopyTo(copy, page, place);
        while (copy.IsBusy(place))
        {
            _due.Add(panes.Close(copy, place, isWanted: true));
            results.Add(key);
            ReleaseIfMany(results);
        }

        Release(results);
        chains.Forget(copy);
    }

    private void ReleaseIfMany(ResultRows? results)
    {
        if ((long)_due.Count * layout.Stride >= MostWords)
        {
            Release(results);
        }
    }

    /// <summary>Emits what is closed, and frees it.</summary>
    private void Release(ResultRows? results)
    {
        if (results is not null)
        {
            Emit(results);
        }

        foreach (var cell in _due)
        {
            layout.Release(cells, cell);
        }

        _due.Clear();
    }

    /// <summary>
    /// Sets all columns but the key's of the rows that were just added, one for each cell that is due.
    /// </summary>
    private void Emit(ResultRows results)
    {
        var list = CollectionsMarshal.AsSpan(_due);
        var firstRow = results.Batch.RowCount - list.Length;
        var column = results.FirstValue;
        if (!times.IsGlobal)
        {
            var starts = results.Batch.Columns[column++].Values<long>();
            var ends = results.Batch.Columns[column++].Values<long>();
            for (var i = 0; i < list.Length; i++)
            {
                starts[firstRow + i] = cells.At(list[i]);
                ends[firstRow + i] = cells.At(list[i], times.IsSession ? CellLayout.LastWord : CellLayout.StartWord)
                    + times.SizeUs;
            }
        }

        foreach (var fold in layout.Results)
        {
            fold.EmitAll(list, cells, results, firstRow, column++);
        }
    }
}
