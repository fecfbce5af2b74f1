using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon;

/// <summary>A list of values.</summary>
public sealed class HoconArray : HoconValue
{
    private readonly HoconValue[] _items;

    internal HoconArray(in Position position, HoconValue[] items)
        : base(position)
    {
        _items = items;
        long size = 1;
        var depth = 0;
        foreach (var item in items)
        {
            size += item.Size;
            depth = Math.Max(depth, item.Depth);
        }

        Size = size;
        Depth = depth + 1;
    }

    /// <summary>The elements in order.</summary>
    public IReadOnlyList<HoconValue> Items => _items;

    /// <summary>How many elements there are.</summary>
    public int Count => _items.Length;

    /// <summary>The element at an index, from 0.</summary>
    public HoconValue this[int index] => _items[index];

    /// <inheritdoc/>
    public override HoconValueKind Kind => HoconValueKind.Array;

    internal override long Size { get; }

    internal override int Depth { get; }

    internal ReadOnlySpan<HoconValue> Span => _items;
}
