using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sources;
using Akka.Streams;
using Akka.Streams.Stage;

namespace ActorPipeline.Runtime.Streams;

/// <summary>
/// Reads the partitions of a source by turns, from their beginnings, one batch when one is asked for. For streams of
/// users: it polls by the wall clock, and knows nothing of what a pipeline has read.
/// </summary>
internal sealed class ChunkSource : GraphStage<SourceShape<RecordChunk>>
{
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(20);

    private readonly PipelinePlan _plan;
    private readonly Func<ISource> _open;
    private readonly Outlet<RecordChunk> _out = new("chunks");

    public ChunkSource(PipelinePlan plan, Func<ISource> open)
    {
        (_plan, _open) = (plan, open);
        Shape = new SourceShape<RecordChunk>(_out);
    }

    public override SourceShape<RecordChunk> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : TimerGraphStageLogic, IOutHandler
    {
        private readonly ChunkSource _stage;
        private readonly ChunkPool _pool;
        private readonly Queue<(PartitionId Id, ISourcePartition Partition)> _partitions = new();
        private ISource? _source;
        private RecordChunk? _chunk;

        public Logic(ChunkSource stage)
            : base(stage.Shape)
        {
            (_stage, _pool) = (stage, new ChunkPool(stage._plan));
            SetHandler(stage._out, this);
        }

        public override void PreStart()
        {
            _source = _stage._open();
            for (var i = 0; i < _source.Partitions.Count; i++)
            {
                _source.Partitions[i].Seek(0);
                _partitions.Enqueue((new PartitionId(i), _source.Partitions[i]));
            }
        }

        public override void PostStop()
        {
            _chunk?.Dispose();
            _source?.Dispose();
        }

        public void OnPull() => Read();

        public void OnDownstreamFinish(Exception cause) => InternalOnDownstreamFinish(cause);

        protected override void OnTimer(object timerKey) => Read();

        private void Read()
        {
            _chunk ??= _pool.Rent();
            for (var turns = _partitions.Count; turns > 0; turns--)
            {
                var (id, partition) = _partitions.Dequeue();
                _chunk.Batch.Records.Clear();
                _chunk.Batch.Records.Partition = id;
                var result = partition.Read(_chunk.Batch.Records);
                if (result != ReadResult.Ended)
                {
                    _partitions.Enqueue((id, partition));
                }

                if (result == ReadResult.Filled)
                {
                    var full = _chunk;
                    _chunk = null;
                    Push(_stage._out, full);
                    return;
                }
            }

            if (_partitions.Count == 0)
            {
                Complete(_stage._out);
            }
            else
            {
                ScheduleOnce(nameof(Read), _poll);
            }
        }
    }
}
