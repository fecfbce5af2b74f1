using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Hosting;

/// <summary>
/// All batches that a run has: when none is free, the sources wait. That is the whole of ingest backpressure.
/// </summary>
internal sealed class BatchPool
{
    private readonly Lock _lock = new();
    private readonly Stack<RoutedBatch> _free = new();
    private readonly List<Signal> _waiting;

    public BatchPool(PipelinePlan plan, EventLayout layout, List<Signal> waiting)
    {
        _waiting = waiting;
        Capacity = plan.Engine.BatchesInFlight;
        for (var i = 0; i < Capacity; i++)
        {
            _free.Push(new RoutedBatch(plan, layout));
        }
    }

    public int Capacity { get; }

    public int InUse
    {
        get
        {
            lock (_lock)
            {
                return Capacity - _free.Count;
            }
        }
    }

    /// <summary>A free batch, the one returned last because its memory is still in the caches; null for none.</summary>
    public RoutedBatch? TryRent()
    {
        lock (_lock)
        {
            return _free.TryPop(out var batch) ? batch : null;
        }
    }

    public void Return(RoutedBatch batch)
    {
        lock (_lock)
        {
            _free.Push(batch);
        }

        foreach (var signal in _waiting)
        {
            signal.Set();
        }
    }
}
