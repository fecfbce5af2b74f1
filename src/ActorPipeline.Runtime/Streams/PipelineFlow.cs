using ActorPipeline.Decoding;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using Akka;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime.Streams;

/// <summary>What streams of one's own do with batches of records, as a pipeline does it.</summary>
public static class PipelineFlow
{
    /// <summary>
    /// Fills the columns of a batch from the bytes of its records. A record that can't be decoded is dead from then on.
    /// </summary>
    /// <param name="plan">How records are decoded.</param>
    public static Flow<RecordChunk, RecordChunk, NotUsed> Decode(RecordPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Each(() =>
        {
            var decoder = DecoderFactory.Create(plan.Plan.Decoder);
            return chunk => decoder.Decode(chunk.Batch.Records);
        });
    }

    /// <summary>
    /// Gives the rows of a decoded batch their <c>let</c> columns, event time and keys. Rows that <c>where</c>
    /// does not want are filtered, late ones are dead.
    /// </summary>
    /// <param name="plan">What is read.</param>
    public static Flow<RecordChunk, RecordChunk, NotUsed> Route(RecordPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Each(() =>
        {
            var (router, watermarks) = (new Router(plan.Plan), new Dictionary<PartitionId, long>());
            return chunk =>
            {
                var partition = chunk.Batch.Records.Partition;
                watermarks[partition] = router.Route(
                    chunk.Batch, watermarks.GetValueOrDefault(partition, Router.NoWatermarkUs));
                chunk.IsRouted = true;
            };
        });
    }

    /// <summary>The rows of a batch that are neither dead nor filtered, one by one; the batch is given back.</summary>
    /// <param name="plan">What is read.</param>
    public static Flow<RecordChunk, StreamRecord, NotUsed> Rows(RecordPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Flow.Create<RecordChunk>().StatefulSelectMany<RecordChunk, RecordChunk, StreamRecord, NotUsed>(() =>
        {
            var reader = new ChunkReader(plan.Plan);
            return chunk =>
            {
                using (chunk)
                {
                    return reader.Read(chunk);
                }
            };
        });
    }

    /// <summary>A stage whose parts are made anew for each run of the stream, as they have memory.</summary>
    private static Flow<RecordChunk, RecordChunk, NotUsed> Each(Func<Action<RecordChunk>> create) =>
        Flow.Create<RecordChunk>().StatefulSelectMany<RecordChunk, RecordChunk, RecordChunk, NotUsed>(() =>
        {
            var action = create();
            return chunk =>
            {
                action(chunk);
                return [chunk];
            };
        });
}
