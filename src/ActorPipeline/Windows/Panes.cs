using ActorPipeline.Routing;

namespace ActorPipeline.Windows;

/// <summary>
/// Hopping windows, made of panes: slices of the step, of which a window is a run. A record is folded into one cell,
/// that of its pane and of the first window that it is in time for; mostly that is the first that has the pane, and
/// there are more cells of a pane only where records were late for some of its windows. Such a cell takes part in the
/// windows from its first (<see cref="CellLayout.StartWord"/>) to the one that starts with the pane
/// (<see cref="CellLayout.LastWord"/>). It waits in the actor's chain until its first window closes; from then on
/// nothing is folded into it, and it is part of what is under way, one cell a pane.
/// <para>
/// What is under way is combined as van Herk (1992) and Gil and Werman (1993) do: time is cut into blocks as long as a
/// window, so each window is the end of one block and the beginning of the next. At the start of a block each pane's
/// cell takes over those after it, so that it holds all up to the block's end; and the panes that come behind the
/// block are added up in the anchor. So a pane is combined thrice, whatever the size of windows; and what is added to
/// what depends on the records alone, not on batches or restarts. A pane that records were late for makes the ones
/// before it in the block be combined once more, once for each window that closes.
/// </para>
/// <para>
/// The anchor's words: the start of the window that is next to close, the newest pane, the number of panes; and as
/// aggregates those of the panes behind the block.
/// </para>
/// </summary>
internal sealed class Panes(WindowTimes times, CellLayout layout, CellStore cells, CellChains chains)
{
    private readonly List<int> _late = [];
    private readonly List<int> _before = [];
    private readonly long[] _other = new long[layout.Stride];

    /// <summary>The start of the actor's first window that is not closed; the greatest number for none.</summary>
    public long NextUs(WindowPage page, int place)
    {
        var anchor = page.Anchors[place];
        var oldest = anchor == CellStore.None ? chains.Oldest(page.Heads[place]) : anchor;
        return oldest == CellStore.None ? long.MaxValue : cells.At(oldest);
    }

    /// <summary>Panes of an actor that are under way.</summary>
    public int Count(WindowPage page, int place) =>
        page.Anchors[place] == CellStore.None ? 0 : (int)cells.At(page.Anchors[place], CellLayout.LastWord);

    /// <summary>Closes the window that is next.</summary>
    /// <returns>A cell with what it has come to, for the caller to release; none where that is not wanted.</returns>
    public int Close(WindowPage page, int place, bool isWanted)
    {
        var startUs = NextUs(page, place);
        ref var anchor = ref page.Anchors[place];
        anchor = anchor == CellStore.None ? Take() : anchor;
        var head = chains.Next(anchor);
        var endUs = LatenessRule.Align(startUs, times.SizeUs) + times.SizeUs;
        Begin(page, place, anchor, ref head, startUs, endUs);
        var result = isWanted ? Combine(anchor, head, startUs, endUs) : CellStore.None;
        while (head != CellStore.None && PaneOf(chains.Next(head)) <= startUs)
        {
            layout.Release(cells, chains.UnlinkOldest(ref head));
            cells.At(anchor, CellLayout.LastWord)--;
        }

        (cells.At(anchor), cells.At(anchor, CellLayout.NextWord)) = (startUs + times.HopUs, head);
        if (head == CellStore.None)
        {
            layout.Release(cells, anchor);
            anchor = CellStore.None;
        }

        page.NoteBusy(place);
        return result;
    }

    /// <summary>Adds an actor's open panes under way to a list, the newest first, after their anchor.</summary>
    public void List(int anchor, List<int> list)
    {
        if (anchor == CellStore.None)
        {
            return;
        }

        list.Add(anchor);
        chains.List(chains.Next(anchor), list);
    }

    /// <summary>Gives an actor the cells of another one, of which it gets copies.</summary>
    public void CopyTo(WindowPage target, WindowPage page, int place)
    {
        var list = new List<int>();
        chains.List(page.Heads[place], list);
        foreach (var cell in list)
        {
            chains.Insert(target, place, CellStore.None, CopyOf(cell));
        }

        list.Clear();
        List(page.Anchors[place], list);
        for (var i = 0; i < list.Count; i++)
        {
            var copy = CopyOf(list[i]);
            if (i == 0)
            {
                target.Anchors[place] = copy;
                cells.At(copy, CellLayout.NextWord) = CellStore.None;
            }
            else
            {
                var head = chains.Next(target.Anchors[place]);
                chains.Link(ref head, CellStore.None, copy);
                cells.At(target.Anchors[place], CellLayout.NextWord) = head;
            }
        }

        target.NoteBusy(place);
    }

    private int After(int cell, int head) => cell == head ? CellStore.None : chains.Next(cell);

    private long PaneOf(int cell) => cells.At(cell, CellLayout.LastWord);

    /// <summary>Takes in the cells whose first window this is.</summary>
    private void Begin(WindowPage page, int place, int anchor, ref int head, long startUs, long endUs)
    {
        _late.Clear();
        var isNewBlock = startUs == endUs - times.SizeUs;
        var previous = CellStore.None;
        while (chains.Oldest(page.Heads[place]) is not CellStore.None and var cell && cells.At(cell) <= startUs)
        {
            chains.RemoveOldest(page, place);
            if (PaneOf(cell) < startUs)
            {
                // It is in no window that is still open.
                layout.Release(cells, cell);
            }
            else if (PaneOf(cell) < endUs && !isNewBlock)
            {
                _late.Add(cell);
            }
            else
            {
                if (!isNewBlock)
                {
                    Add(anchor, cell);
                }

                previous = Insert(anchor, ref head, previous, cell);
            }
        }

        if (isNewBlock)
        {
            layout.Clear(cells, anchor);
            AddUp(head);
        }
        else if (_late.Count > 0)
        {
            TakeLate(anchor, ref head, endUs);
        }
    }

    /// <summary>Puts a cell among the panes, or into the one that is there.</summary>
    /// <param name="anchor">The actor's anchor.</param>
    /// <param name="head">The newest pane.</param>
    /// <param name="previous">A pane from which to look for the place; none for the oldest.</param>
    /// <param name="cell">The cell.</param>
    private int Insert(int anchor, ref int head, int previous, int cell)
    {
        var pane = PaneOf(cell);
        if (head != CellStore.None && PaneOf(head) <= pane)
        {
            previous = head;
        }
        else if (head != CellStore.None)
        {
            previous = previous == CellStore.None || PaneOf(previous) > pane ? CellStore.None : previous;
            var next = previous == CellStore.None ? chains.Next(head) : chains.Next(previous);
            while (PaneOf(next) <= pane)
            {
                (previous, next) = (next, chains.Next(next));
            }
        }

        if (previous != CellStore.None && PaneOf(previous) == pane)
        {
            layout.Merge(cells.Words(previous), cells.Words(cell));
            cells.Release(cell);
            return previous;
        }

        chains.Link(ref head, previous, cell);
        cells.At(anchor, CellLayout.LastWord)++;
        return cell;
    }

    /// <summary>Makes each pane hold what comes after it too.</summary>
    private void AddUp(int head)
    {
        _before.Clear();
        chains.List(head, _before);
        for (var i = 1; i < _before.Count; i++)
        {
            Add(_before[i], _before[i - 1]);
        }
    }

    /// <summary>Takes in cells of the present block, whose panes hold what comes after them.</summary>
    private void TakeLate(int anchor, ref int head, long endUs)
    {
        _late.Sort((a, b) => PaneOf(a).CompareTo(PaneOf(b)));
        var (after, sum) = (FindPanesThrough(head, PaneOf(_late[^1]), endUs), CellStore.None);
        var (pane, late) = (_before.Count - 1, _late.Count - 1);
        while (late >= 0 || pane >= 0)
        {
            if (late < 0 || (pane >= 0 && PaneOf(_before[pane]) > PaneOf(_late[late])))
            {
                after = _before[pane--];
                Add(after, sum);
                continue;
            }

            var cell = _late[late--];
            if (sum == CellStore.None)
            {
                sum = CopyOf(cell);
            }
            else
            {
                Add(sum, cell);
            }

            if (pane >= 0 && PaneOf(_before[pane]) == PaneOf(cell))
            {
                // The pane itself comes next, and takes the sum.
                layout.Release(cells, cell);
                continue;
            }

            if (after != CellStore.None)
            {
                Add(cell, after);
            }

            chains.Link(ref head, pane >= 0 ? _before[pane] : CellStore.None, cell);
            cells.At(anchor, CellLayout.LastWord)++;
            after = cell;
        }

        layout.Release(cells, sum);
    }

    /// <summary>Lists the panes up to one, the oldest first; returns the one after them in the block.</summary>
    private int FindPanesThrough(int head, long lastPaneUs, long endUs)
    {
        _before.Clear();
        var cell = chains.Oldest(head);
        while (cell != CellStore.None && PaneOf(cell) <= lastPaneUs)
        {
            _before.Add(cell);
            cell = After(cell, head);
        }

        return cell != CellStore.None && PaneOf(cell) < endUs ? cell : CellStore.None;
    }

    private int Combine(int anchor, int head, long startUs, long endUs)
    {
        var oldest = chains.Oldest(head);
        var hasBlock = PaneOf(oldest) < endUs;
        var result = CopyOf(hasBlock ? oldest : anchor);
        if (hasBlock && PaneOf(head) >= endUs)
        {
            Add(result, anchor);
        }

        cells.At(result) = startUs;
        return result;
    }

    private int Take()
    {
        var cell = cells.Allocate();
        layout.NewCell.CopyTo(cells.Words(cell));
        return cell;
    }

    private int CopyOf(int cell)
    {
        var copy = cells.Allocate();
        var words = cells.Words(copy);
        cells.Words(cell).CopyTo(words);
        layout.Share(words);
        return copy;
    }

    /// <summary>Adds a cell's aggregates to another cell, and leaves it what it has.</summary>
    private void Add(int into, int cell)
    {
        cells.Words(cell).CopyTo(_other);
        layout.Share(_other);
        layout.Merge(cells.Words(into), _other);
    }
}
