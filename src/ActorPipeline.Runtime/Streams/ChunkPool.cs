using System.Collections.Concurrent;
using ActorPipeline.Plan;
using ActorPipeline.Routing;

namespace ActorPipeline.Runtime.Streams;

/// <summary>Chunks of one stream that are free; returned by any thread.</summary>
internal sealed class ChunkPool(PipelinePlan plan)
{
    private readonly EventLayout _layout = EventLayout.Of(plan);
    private readonly ConcurrentBag<RecordChunk> _free = [];

    public RecordChunk Rent()
    {
        if (!_free.TryTake(out var chunk))
        {
            chunk = new RecordChunk(new RoutedBatch(plan, _layout));
        }

        chunk.Lend(this);
        chunk.Batch.Records.Clear();
        return chunk;
    }

    public void Return(RecordChunk chunk) => _free.Add(chunk);
}
