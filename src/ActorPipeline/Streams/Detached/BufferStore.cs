namespace ActorPipeline.Streams.Detached;

internal sealed class BufferStore<T>(int capacity, OverflowStrategy strategy, DropCounter? counter)
    : DetachedStore<T, T>
{
    private readonly Ring<T> _ring = new(capacity);

    public override bool HasRoom => !_ring.IsFull;

    public override bool CanOverflow => strategy != OverflowStrategy.Backpressure;

    public override void Add(T item)
    {
        if (!_ring.IsFull || _ring.Overflow(strategy, counter))
        {
            _ring.Add(item);
        }
    }

    public override bool TryTake(out T item) => _ring.TryTake(out item);
}
