namespace ActorPipeline.Streams.Detached;

/// <summary>What lies between a driver that pulls ahead and the stage that gives on demand.</summary>
internal abstract class DetachedStore<TIn, TOut>
{
    /// <summary>Whether an element can be added without loss.</summary>
    public abstract bool HasRoom { get; }

    /// <summary>Whether one can be added where there is no room: something is dropped, or put together.</summary>
    public abstract bool CanOverflow { get; }

    /// <summary>Adds an element. What it throws, the stream fails with.</summary>
    public abstract void Add(TIn item);

    public abstract bool TryTake(out TOut item);
}
