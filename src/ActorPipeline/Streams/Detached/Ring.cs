using System.Runtime.CompilerServices;

namespace ActorPipeline.Streams.Detached;

/// <summary>A bounded queue that can drop from both ends. Used by one thread at a time.</summary>
internal sealed class Ring<T>(int capacity)
{
    private T[] _items = [];
    private int _head;

    public int Capacity => capacity;

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Adds an element; the ring must have room.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow();
        }

        _items[Place(Count)] = item;
        Count++;
    }

    public bool TryTake(out T item)
    {
        if (Count == 0)
        {
            item = default!;
            return false;
        }

        ref var place = ref _items[_head];
        item = place;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            place = default!;
        }

        _head = Place(1);
        Count--;
        return true;
    }

    /// <summary>Makes room, or not, for an element that has come to a full ring.</summary>
    /// <returns>Whether the element is to be added.</returns>
    public bool Overflow(OverflowStrategy strategy, DropCounter? counter)
    {
        switch (strategy)
        {
            case OverflowStrategy.DropHead:
                TryTake(out _);
                break;
            case OverflowStrategy.DropTail:
                _items[Place(Count - 1)] = default!;
                Count--;
                break;
            case OverflowStrategy.DropBuffer:
                counter?.Add(Count - 1);
                Clear();
                break;
            case OverflowStrategy.Fail:
                throw new BufferOverflowException(capacity);
            default:
                counter?.Add(1);
                return false;
        }

        counter?.Add(1);
        return true;
    }

    public void Clear()
    {
        Array.Clear(_items);
        (_head, Count) = (0, 0);
    }

    private int Place(int index)
    {
        var place = _head + index;
        return place >= _items.Length ? place - _items.Length : place;
    }

    /// <summary>A large ring that is never filled stays small.</summary>
    private void Grow()
    {
        var items = new T[Math.Min(capacity, Math.Max(8, _items.Length * 2))];
        for (var i = 0; i < Count; i++)
        {
            items[i] = _items[Place(i)];
        }

        (_items, _head) = (items, 0);
    }
}
