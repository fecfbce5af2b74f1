namespace ActorPipeline.Streams;

/// <summary>Counts the elements that buffers drop. Can be read from any thread at any time.</summary>
public sealed class DropCounter
{
    private long _dropped;

    /// <summary>Elements dropped, in all runs.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    internal void Add(int count) => Interlocked.Add(ref _dropped, count);
}
