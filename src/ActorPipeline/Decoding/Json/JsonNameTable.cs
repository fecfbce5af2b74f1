using System.Buffers.Binary;

namespace ActorPipeline.Decoding;

/// <summary>
/// Places by name. Names that come in the order in which they were added, or nearly, are found without a search; the
/// others by their hash, so that a record of thousands of names costs so many steps, not their square.
/// </summary>
internal sealed class JsonNameTable
{
    private const int Word = sizeof(ulong);
    private const ulong Odd = 0x9E3779B97F4A7C15;
    private readonly List<(byte[] Name, JsonPathNode Node)> _entries = [];
    private int[] _slots = new int[4];
    private int _expected;

    /// <summary>Number of names.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a name that is not among them.</summary>
    public void Add(byte[] name, JsonPathNode node)
    {
        _entries.Add((name, node));
        if (_entries.Count * 2 > _slots.Length)
        {
            _slots = new int[_slots.Length * 2];
            for (var i = 0; i < _entries.Count; i++)
            {
                Enter(i);
            }
        }
        else
        {
            Enter(_entries.Count - 1);
        }
    }

    /// <summary>The place of a name, or null.</summary>
    public JsonPathNode? Find(ReadOnlySpan<byte> name)
    {
        if (_entries.Count == 0)
        {
            return null;
        }

        var expected = _entries[_expected];
        return name.SequenceEqual(expected.Name) ? Found(_expected) : Search(name);
    }

    private JsonPathNode? Search(ReadOnlySpan<byte> name)
    {
        for (var at = SlotOf(name); _slots[at] > 0; at = (at + 1) & (_slots.Length - 1))
        {
            var index = _slots[at] - 1;
            if (name.SequenceEqual(_entries[index].Name))
            {
                return Found(index);
            }
        }

        return null;
    }

    private JsonPathNode Found(int index)
    {
        _expected = index + 1 < _entries.Count ? index + 1 : 0;
        return _entries[index].Node;
    }

    private void Enter(int index)
    {
        var at = SlotOf(_entries[index].Name);
        while (_slots[at] > 0)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        _slots[at] = index + 1;
    }

    private int SlotOf(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length * Odd;
        while (name.Length >= Word)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(name));
            name = name[Word..];
        }

        return (int)(Mix(hash ^ Rest(name)) & (ulong)(_slots.Length - 1));
    }

    /// <summary>Fewer than eight letters as a word, of which each is a part.</summary>
    private static ulong Rest(ReadOnlySpan<byte> name) => name.Length switch
    {
        >= sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(name)
            | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^sizeof(uint)..]) << 32),
        > 0 => name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16),
        _ => 0,
    };

    /// <summary>A product's high bits depend on all of a word, its low bits on the first letters only.</summary>
    private static ulong Mix(ulong word)
    {
        var high = Math.BigMul(word, Odd, out var low);
        return high ^ low;
    }
}
