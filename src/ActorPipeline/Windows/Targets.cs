using System.Runtime.CompilerServices;

namespace ActorPipeline.Windows;

/// <summary>Which event goes to which cell; an event of a hopping window goes to several.</summary>
internal sealed class Targets
{
    private int[] _events = new int[4096];
    private int[] _cells = new int[4096];

    /// <summary>Events.</summary>
    public ReadOnlySpan<int> Events => _events.AsSpan(0, Count);

    /// <summary>Their cells.</summary>
    public ReadOnlySpan<int> Cells => _cells.AsSpan(0, Count);

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all pairs.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int @event, int cell)
    {
        var (count, events, cells) = (Count, _events, _cells);
        if ((uint)count < (uint)events.Length && (uint)count < (uint)cells.Length)
        {
            events[count] = @event;
            cells[count] = cell;
            Count = count + 1;
        }
        else
        {
            Grow();
            Add(@event, cell);
        }
    }

    private void Grow()
    {
        Array.Resize(ref _events, Count * 2);
        Array.Resize(ref _cells, Count * 2);
    }
}
