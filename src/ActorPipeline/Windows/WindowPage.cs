using System.Numerics;
using ActorPipeline.Actors;

namespace ActorPipeline.Windows;

/// <summary>The first cells of a page's actors.</summary>
/// <param name="hasPanes">Whether the windows overlap, so that an actor has panes under way.</param>
internal sealed class WindowPage(bool hasPanes)
{
    private const int BitsShift = 6;

    private readonly ulong[] _busy = new ulong[ActorPage.Size >> BitsShift];
    private Dictionary<int, ChainIndex>? _indexes;

    /// <summary>By place in the page: the actor's newest cell, after which comes the oldest.</summary>
    public int[] Heads { get; } = new int[ActorPage.Size];

    /// <summary>By place in the page: what <see cref="Panes"/> keeps of windows under way.</summary>
    public int[] Anchors { get; } = hasPanes ? new int[ActorPage.Size] : [];

    /// <summary>No cell of the page is due at a lower watermark.</summary>
    public long DueUs { get; set; } = long.MaxValue;

    /// <summary>Indexes of long chains.</summary>
    public IReadOnlyCollection<ChainIndex> Indexes => _indexes is null ? [] : _indexes.Values;

    /// <summary>Actors that have cells.</summary>
    public int BusyCount
    {
        get
        {
            var count = 0;
            foreach (var bits in _busy)
            {
                count += BitOperations.PopCount(bits);
            }

            return count;
        }
    }

    /// <summary>Whether an actor has cells.</summary>
    public bool IsBusy(int place) =>
        Heads[place] != CellStore.None || (hasPanes && Anchors[place] != CellStore.None);

    /// <summary>An actor may have got its first cell, or lost its last one.</summary>
    public void NoteBusy(int place)
    {
        var bit = 1UL << (place & ((1 << BitsShift) - 1));
        ref var bits = ref _busy[place >> BitsShift];
        bits = IsBusy(place) ? bits | bit : bits & ~bit;
    }

    /// <summary>The first actor with cells from a place on; negative for none.</summary>
    public int NextBusy(int place)
    {
        for (var word = place >> BitsShift; word < _busy.Length; word++)
        {
            // A shift takes the lower six bits of the place; further words are taken whole.
            var bits = _busy[word] & (word == place >> BitsShift ? ulong.MaxValue << place : ulong.MaxValue);
            if (bits != 0)
            {
                return (word << BitsShift) + BitOperations.TrailingZeroCount(bits);
            }
        }

        return -1;
    }

    /// <summary>The index of an actor's chain; null for none.</summary>
    public ChainIndex? IndexOf(int place) =>
        _indexes is null ? null : _indexes.GetValueOrDefault(place);

    /// <summary>Sets the index of an actor's chain, or takes it away.</summary>
    public void SetIndex(int place, ChainIndex? index)
    {
        if (index is null)
        {
            _indexes!.Remove(place);
        }
        else
        {
            (_indexes ??= [])[place] = index;
        }
    }
}
