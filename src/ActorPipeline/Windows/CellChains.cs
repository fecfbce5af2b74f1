using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>
/// An actor's cells as a ring in ascending order of their start, and where two may have one start, of their last. The
/// actor's head is its newest cell, and the one after it the oldest: a record mostly wants the newest, what closes is
/// the oldest, and both are at hand. A long ring is indexed as soon as somebody has to look for a cell amid it.
/// </summary>
internal sealed class CellChains(CellStore cells, bool isKeyedByLast)
{
    /// <summary>So many steps along a ring cost no more than an index does.</summary>
    private const int LongChain = 16;

    /// <summary>Bytes of memory of the indexes.</summary>
    public long IndexBytes { get; private set; }

    /// <summary>The cell after a cell; after the newest comes the oldest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int cell) => (int)cells.At(cell, CellLayout.NextWord);

    /// <summary>The oldest cell of a ring, given its newest.</summary>
    public int Oldest(int head) => head == CellStore.None ? CellStore.None : Next(head);

    /// <summary>The newest cell that is not after a start (and a last); none when all are.</summary>
    public int FindAtOrBefore(WindowPage page, int place, long startUs, long lastUs)
    {
        var head = page.Heads[place];
        if (head == CellStore.None || !IsAfter(head, startUs, lastUs))
        {
            return head;
        }

        if (page.IndexOf(place) is { } index)
        {
            var count = CountThrough(index, startUs, lastUs);
            return count == 0 ? CellStore.None : index[count - 1];
        }

        // The head is after it, so the walk ends there at the latest.
        var (found, next, steps) = (CellStore.None, Next(head), 0);
        for (; !IsAfter(next, startUs, lastUs); steps++)
        {
            (found, next) = (next, Next(next));
        }

        if (steps > LongChain)
        {
            AddIndex(page, place);
        }

        return found;
    }

    /// <summary>Puts a cell after another one of the ring, or before all of them for none.</summary>
    public void Insert(WindowPage page, int place, int previous, int cell)
    {
        ref var head = ref page.Heads[place];
        if (page.IndexOf(place) is { } index)
        {
            var bytes = index.MemoryBytes;
            index.Insert(previous == CellStore.None ? 0 : PlaceAfter(index, previous), cell);
            IndexBytes += index.MemoryBytes - bytes;
        }

        Link(ref head, previous, cell);
        page.NoteBusy(place);
    }

    /// <summary>Takes the oldest cell out of a ring that has one.</summary>
    public int RemoveOldest(WindowPage page, int place)
    {
        if (page.IndexOf(place) is { } index)
        {
            index.RemoveAt(0);
            DropShort(page, place, index);
        }

        var oldest = UnlinkOldest(ref page.Heads[place]);
        page.NoteBusy(place);
        return oldest;
    }

    /// <summary>Takes out the cell after another one, which is not the newest.</summary>
    public int RemoveAfter(WindowPage page, int place, int previous)
    {
        var cell = Next(previous);
        if (page.IndexOf(place) is { } index)
        {
            index.RemoveAt(PlaceAfter(index, previous));
            DropShort(page, place, index);
        }

        cells.At(previous, CellLayout.NextWord) = Next(cell);
        ref var head = ref page.Heads[place];
        head = head == cell ? previous : head;
        return cell;
    }

    /// <summary>Adds the cells of a ring to a list, the newest first.</summary>
    public void List(int head, List<int> list)
    {
        var first = list.Count;
        var cell = Oldest(head);
        while (cell != CellStore.None)
        {
            list.Add(cell);
            cell = cell == head ? CellStore.None : Next(cell);
        }

        list.Reverse(first, list.Count - first);
    }

    /// <summary>Cells in an actor's ring.</summary>
    public int Count(WindowPage page, int place)
    {
        if (page.IndexOf(place) is { } index)
        {
            return index.Count;
        }

        var head = page.Heads[place];
        if (head == CellStore.None)
        {
            return 0;
        }

        var count = 1;
        for (var cell = Next(head); cell != head; cell = Next(cell))
        {
            count++;
        }

        if (count > LongChain)
        {
            AddIndex(page, place);
        }

        return count;
    }

    /// <summary>The page is no more.</summary>
    public void Forget(WindowPage page)
    {
        foreach (var index in page.Indexes)
        {
            IndexBytes -= index.MemoryBytes;
        }
    }

    /// <summary>Puts a cell into a ring without an index.</summary>
    public void Link(ref int head, int previous, int cell)
    {
        if (head == CellStore.None)
        {
            cells.At(cell, CellLayout.NextWord) = cell;
            head = cell;
            return;
        }

        var before = previous == CellStore.None ? head : previous;
        cells.At(cell, CellLayout.NextWord) = Next(before);
        cells.At(before, CellLayout.NextWord) = cell;
        head = previous == head ? cell : head;
    }

    /// <summary>Takes the oldest cell out of a ring without an index.</summary>
    public int UnlinkOldest(ref int head)
    {
        var oldest = Next(head);
        if (oldest == head)
        {
            head = CellStore.None;
        }
        else
        {
            cells.At(head, CellLayout.NextWord) = Next(oldest);
        }

        return oldest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsAfter(int cell, long startUs, long lastUs)
    {
        var start = cells.At(cell);
        return start > startUs
            || (isKeyedByLast && start == startUs && cells.At(cell, CellLayout.LastWord) > lastUs);
    }

    private int PlaceAfter(ChainIndex index, int cell) => CountThrough(
        index, cells.At(cell), isKeyedByLast ? cells.At(cell, CellLayout.LastWord) : 0);

    private int CountThrough(ChainIndex index, long startUs, long lastUs)
    {
        var (low, high) = (0, index.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (IsAfter(index[middle], startUs, lastUs))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private void AddIndex(WindowPage page, int place)
    {
        var index = new ChainIndex();
        var head = page.Heads[place];
        var cell = head;
        do
        {
            cell = Next(cell);
            index.Insert(index.Count, cell);
        }
        while (cell != head);

        page.SetIndex(place, index);
        IndexBytes += index.MemoryBytes;
    }

    private void DropShort(WindowPage page, int place, ChainIndex index)
    {
        if (index.Count < LongChain / 2)
        {
            IndexBytes -= index.MemoryBytes;
            page.SetIndex(place, null);
        }
    }
}
