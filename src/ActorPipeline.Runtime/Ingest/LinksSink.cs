using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>The end of an ingest graph: a batch goes to all shards, and the next one is asked for.</summary>
internal sealed class LinksSink : GraphStage<SinkShape<IngestBatch>>
{
    private readonly IShardLog _links;
    private readonly IActorRef _ingest;
    private readonly RunMonitor _run;
    private readonly Inlet<IngestBatch> _in = new("batches");

    public LinksSink(IShardLog links, IActorRef ingest, RunMonitor run)
    {
        (_links, _ingest, _run) = (links, ingest, run);
        Shape = new SinkShape<IngestBatch>(_in);
    }

    public override SinkShape<IngestBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : InGraphStageLogic
    {
        private readonly LinksSink _stage;

        public Logic(LinksSink stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._in, this);
        }

        public override void PreStart() => Pull(_stage._in);

        public override void OnPush()
        {
            var batch = Grab(_stage._in).Batch;
            if (_stage._run.IsOver)
            {
                return;
            }

            // Once it is appended, the batch may come back from the shards and be another one.
            var records = batch.Records;
            var appended = new Appended(
                records.Partition, records.To, batch.WatermarkUs, batch.Scattered.ShardStart[^1] > 0);
            _stage._run.CountRead(records.RowCount, records.ByteCount);
            try
            {
                _stage._links.Append(batch);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _stage._run.Fail(failure);
                return;
            }

            _stage._ingest.Tell(appended, ActorRefs.NoSender);
            Pull(_stage._in);
        }

        public override void OnUpstreamFailure(Exception e)
        {
            _stage._run.Fail(e);
            base.OnUpstreamFailure(e);
        }
    }
}
