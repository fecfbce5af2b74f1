using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>
/// All batches that a run has: when none is free, the sources wait. That is the whole of ingest backpressure. Used by
/// one actor; anybody may ask how many are in use.
/// </summary>
internal sealed class BatchPool
{
    private readonly Stack<RoutedBatch> _free = new();
    private int _inUse;

    public BatchPool(PipelinePlan plan, EventLayout layout)
    {
        Capacity = plan.Engine.BatchesInFlight;
        for (var i = 0; i < Capacity; i++)
        {
            _free.Push(new RoutedBatch(plan, layout));
        }
    }

    public int Capacity { get; }

    public bool HasFree => _free.Count > 0;

    public int InUse => Volatile.Read(ref _inUse);

    /// <summary>A free batch, the one returned last because its memory is still in the caches.</summary>
    public RoutedBatch Rent()
    {
        var batch = _free.Pop();
        Volatile.Write(ref _inUse, Capacity - _free.Count);
        return batch;
    }

    public void Return(RoutedBatch batch)
    {
        _free.Push(batch);
        Volatile.Write(ref _inUse, Capacity - _free.Count);
    }
}
