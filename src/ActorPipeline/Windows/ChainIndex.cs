namespace ActorPipeline.Windows;

/// <summary>
/// The cells of one actor in an array, the oldest first, so that one of many is found by halving. What it knows is in
/// the chain too: it can be dropped and made again.
/// </summary>
internal sealed class ChainIndex
{
    private int[] _cells = new int[32];
    private int _first;

    /// <summary>Cells in the chain.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes => _cells.Length * (long)sizeof(int);

    /// <summary>A cell by its place from the oldest on.</summary>
    public int this[int place] => _cells[_first + place];

    /// <summary>Puts a cell in a place; those from there on move up.</summary>
    public void Insert(int place, int cell)
    {
        if (_first + Count == _cells.Length)
        {
            MakeRoom();
        }

        var at = _first + place;
        Array.Copy(_cells, at, _cells, at + 1, Count - place);
        _cells[at] = cell;
        Count++;
    }

    /// <summary>Takes a cell out; the oldest at no cost.</summary>
    public void RemoveAt(int place)
    {
        Count--;
        if (place == 0)
        {
            _first++;
            return;
        }

        var at = _first + place;
        Array.Copy(_cells, at + 1, _cells, at, Count - place);
    }

    private void MakeRoom()
    {
        var target = Count > _cells.Length / 2 ? new int[_cells.Length * 2] : _cells;
        Array.Copy(_cells, _first, target, 0, Count);
        (_cells, _first) = (target, 0);
    }
}
