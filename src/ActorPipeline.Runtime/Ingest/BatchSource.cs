using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sources;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>
/// The source of an ingest graph: reads a batch of its partition when the graph asks for one and it is the partition's
/// turn. Reading may block, so the graph runs on threads of its own.
/// </summary>
internal sealed class BatchSource : GraphStage<SourceShape<IngestBatch>>
{
    private readonly PartitionId _id;
    private readonly ISourcePartition _partition;
    private readonly IActorRef _ingest;
    private readonly Outlet<IngestBatch> _out = new("batches");

    public BatchSource(PartitionId id, ISourcePartition partition, IActorRef ingest)
    {
        (_id, _partition, _ingest) = (id, partition, ingest);
        Shape = new SourceShape<IngestBatch>(_out);
    }

    public override SourceShape<IngestBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly BatchSource _stage;
        private RoutedBatch? _batch;

        public Logic(BatchSource stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._out, this);
        }

        public override void PreStart() => GetStageActor(message => OnMessage(message.Item2));

        public override void OnPull() => Tell(new Want(_stage._id));

        private void OnMessage(object message)
        {
            switch (message)
            {
                case Granted granted:
                    Read(granted);
                    break;
                case Resumed resumed:
                    Push(resumed.WatermarkUs);
                    break;
                default:
                    break;
            }
        }

        private void Read(Granted granted)
        {
            _batch = granted.Batch;
            var result = ReadResult.Idle;
            SourceException? fault = null;
            try
            {
                result = _stage._partition.Read(_batch.Records);
            }
            catch (SourceException caught)
            {
                fault = caught;
            }

            if (fault is not null || result != ReadResult.Filled)
            {
                Tell(new Returned(_stage._id, _batch, result, fault));
                _batch = null;
                if (result == ReadResult.Ended)
                {
                    Complete(_stage._out);
                }
            }
            else if (granted.WatermarkUs is { } watermarkUs)
            {
                Push(watermarkUs);
            }
            else
            {
                Tell(new Resume(_stage._id));
            }
        }

        private void Push(long watermarkUs)
        {
            Push(_stage._out, new IngestBatch(_batch!, watermarkUs));
            _batch = null;
        }

        private void Tell(object message) => _stage._ingest.Tell(message, StageActor.Ref);
    }
}
