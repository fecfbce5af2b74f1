using ActorPipeline.Decoding;
using ActorPipeline.Routing;

namespace ActorPipeline.Hosting;

/// <summary>The element of the ingest graph: a batch of one partition, on its way to the shard log.</summary>
/// <param name="Partition">The partition, claimed until the batch is appended.</param>
/// <param name="Batch">The batch.</param>
/// <param name="WatermarkUs">The partition's watermark before it, microseconds.</param>
internal readonly record struct IngestBatch(PartitionState Partition, RoutedBatch Batch, long WatermarkUs)
{
    public IngestBatch Decode(IDecoder decoder)
    {
        decoder.Decode(Batch.Records);
        return this;
    }

    public IngestBatch Route(Router router)
    {
        router.Route(Batch, WatermarkUs);
        return this;
    }
}
