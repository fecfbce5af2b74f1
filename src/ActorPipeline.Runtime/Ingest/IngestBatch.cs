using ActorPipeline.Decoding;
using ActorPipeline.Routing;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>The element of the ingest graph: a batch on its way from its source to the shards.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="WatermarkUs">The partition's watermark before it, microseconds.</param>
internal readonly record struct IngestBatch(RoutedBatch Batch, long WatermarkUs)
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
