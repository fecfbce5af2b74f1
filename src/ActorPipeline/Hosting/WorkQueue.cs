namespace ActorPipeline.Hosting;

/// <summary>
/// A queue between two stops. It needs no limit of its own because all that goes through it is pooled; the capacity is
/// what that pool allows, and going beyond it is a bug.
/// </summary>
internal sealed class WorkQueue<T>(int capacity, Signal reader)
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _items = new();

    public int Capacity { get; } = capacity;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _items.Count;
            }
        }
    }

    public void Write(T item)
    {
        lock (_lock)
        {
            if (_items.Count >= Capacity)
            {
                throw new InvalidOperationException($"a queue of {Capacity} is full: its pool has handed out too much");
            }

            _items.Enqueue(item);
        }

        reader.Set();
    }

    public bool TryRead(out T item)
    {
        lock (_lock)
        {
            return _items.TryDequeue(out item!);
        }
    }
}
