using ActorPipeline.Routing;
using ActorPipeline.Sources;
using ActorPipeline.Streams;

namespace ActorPipeline.Hosting;

/// <summary>
/// The source of the ingest graph: reads a batch of the partition that is furthest behind. Without a free batch it
/// gives nothing, and so the shards' backpressure reaches the input. One batch a step, so that a test can put any other
/// stop's step between two.
/// </summary>
internal sealed class BatchStage(string name, PartitionBoard board, BatchPool pool, RunState run)
    : Stage<IngestBatch>
{
    private PartitionState? _partition;
    private RoutedBatch? _batch;
    private bool _hasGiven;

    /// <summary>What became of the last step.</summary>
    public StepResult Result { get; private set; }

    /// <summary>Begins a step.</summary>
    public void BeginStep() => (_hasGiven, Result) = (false, StepResult.Waiting);

    public override PullStatus Pull(out IngestBatch item)
    {
        item = default;
        if (_hasGiven)
        {
            return PullStatus.Pending;
        }

        if (_batch is null && run.IsStopping)
        {
            Result = StepResult.Drained;
            return PullStatus.Done;
        }

        if (_batch is null && !TryRead())
        {
            return PullStatus.Pending;
        }

        // A partition that comes back from being idle waits for that first.
        if (board.TryBeginBatch(_partition!) is not { } watermarkUs)
        {
            return PullStatus.Pending;
        }

        item = new IngestBatch(_partition!, _batch!, watermarkUs);
        (_partition, _batch, _hasGiven, Result) = (null, null, true, StepResult.Worked);
        return PullStatus.Item;
    }

    public override void Close()
    {
    }

    /// <summary>Reads a batch; false when there is nothing to read, no room, or no more.</summary>
    private bool TryRead()
    {
        if (board.TryClaim() is not { } partition)
        {
            Result = board.IsEnded ? StepResult.Drained : StepResult.Waiting;
            return false;
        }

        if (pool.TryRent() is not { } batch)
        {
            board.Release(partition);
            return false;
        }

        batch.Records.Clear();
        batch.Records.Partition = partition.Id;
        batch.IngestEpoch = run.IngestEpoch;
        try
        {
            var result = partition.Source.Read(batch.Records);
            run.SetWait(name, null);
            if (result == ReadResult.Filled)
            {
                (_partition, _batch) = (partition, batch);
                return true;
            }

            pool.Return(batch);
            End(partition, result);
        }
        catch (SourceException fault)
        {
            pool.Return(batch);
            Fail(partition, fault);
        }

        return false;
    }

    private void End(PartitionState partition, ReadResult result)
    {
        if (result == ReadResult.Ended)
        {
            board.EndOfPartition(partition);
            run.IsInputRead = board.IsRead;
            Result = StepResult.Worked;
        }
        else
        {
            board.EndIdle(partition);
        }
    }

    private void Fail(PartitionState partition, SourceException fault)
    {
        board.EndFailed(partition);
        if (fault.IsTransient)
        {
            run.SetWait(name, fault.Message);
        }
        else
        {
            run.FailInput(fault);
        }
    }
}
