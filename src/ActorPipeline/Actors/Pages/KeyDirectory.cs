using System.Runtime.CompilerServices;

namespace ActorPipeline.Actors;

/// <summary>
/// Hash of a key to ordinal, open addressing with linear probing and backward-shift deletion. Different keys may share
/// a hash: the caller compares keys and asks for the next candidate. Holds passivated actors too (16 bytes an entry,
/// at most 3/4 full).
/// </summary>
internal sealed class KeyDirectory
{
    private const int Empty = -1;

    private Entry[] _entries;
    private int _mask;

    /// <summary>An empty directory.</summary>
    public KeyDirectory()
    {
        _entries = NewEntries(1024);
        _mask = _entries.Length - 1;
    }

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of memory.</summary>
    public long MemoryBytes => _entries.Length * 16L;

    /// <summary>The place to start a search at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Start(ulong hash) => (int)hash & _mask;

    /// <summary>
    /// The next ordinal with this hash from a place on; moves the place past it. Negative when there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(ulong hash, ref int place)
    {
        var entries = _entries;
        while (true)
        {
            ref readonly var entry = ref entries[place];
            place = (place + 1) & _mask;
            if (entry.Ordinal == Empty || entry.Hash == hash)
            {
                return entry.Ordinal;
            }
        }
    }

    /// <summary>Adds an entry; the caller knows that its key is not in the directory.</summary>
    public void Add(ulong hash, int ordinal)
    {
        if ((Count + 1) * 4L > _entries.Length * 3L)
        {
            Resize(_entries.Length * 2);
        }

        Insert(hash, ordinal);
        Count++;
    }

    /// <summary>Removes an entry that is in the directory.</summary>
    public void Remove(ulong hash, int ordinal)
    {
        var hole = Start(hash);
        while (_entries[hole].Ordinal != ordinal)
        {
            hole = (hole + 1) & _mask;
        }

        for (var next = (hole + 1) & _mask; _entries[next].Ordinal != Empty; next = (next + 1) & _mask)
        {
            // An entry may move back into the hole unless its own start lies between the two.
            var start = Start(_entries[next].Hash);
            if (((next - start) & _mask) >= ((next - hole) & _mask))
            {
                _entries[hole] = _entries[next];
                hole = next;
            }
        }

        _entries[hole].Ordinal = Empty;
        Count--;
    }

    /// <summary>Sets the bit of every ordinal in the directory.</summary>
    public void MarkOrdinals(System.Collections.BitArray ordinals)
    {
        ArgumentNullException.ThrowIfNull(ordinals);
        foreach (var entry in _entries)
        {
            if (entry.Ordinal != Empty)
            {
                ordinals[entry.Ordinal] = true;
            }
        }
    }

    private static Entry[] NewEntries(int size)
    {
        var entries = new Entry[size];
        Array.Fill(entries, new Entry { Ordinal = Empty });
        return entries;
    }

    private void Insert(ulong hash, int ordinal)
    {
        var place = Start(hash);
        while (_entries[place].Ordinal != Empty)
        {
            place = (place + 1) & _mask;
        }

        _entries[place] = new Entry { Hash = hash, Ordinal = ordinal };
    }

    private void Resize(int size)
    {
        var old = _entries;
        _entries = NewEntries(size);
        _mask = size - 1;
        foreach (var entry in old)
        {
            if (entry.Ordinal != Empty)
            {
                Insert(entry.Hash, entry.Ordinal);
            }
        }
    }

    private struct Entry
    {
        public ulong Hash;
        public int Ordinal;
    }
}
