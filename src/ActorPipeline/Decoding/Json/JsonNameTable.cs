using System.Buffers.Binary;
using System.Numerics;

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
            hash = (BitOperations.RotateLeft(hash, 5) ^ BinaryPrimitives.ReadUInt64LittleEndian(name)) * Odd;
            name = name[Word..];
        }

        foreach (var letter in name)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ letter) * Odd;
        }

        return (int)((hash ^ (hash >> 32)) & (ulong)(_slots.Length - 1));
    }
}
