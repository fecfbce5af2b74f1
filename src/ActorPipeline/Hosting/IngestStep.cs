using ActorPipeline.Decoding;
using ActorPipeline.Routing;
using ActorPipeline.Sources;

namespace ActorPipeline.Hosting;

/// <summary>Reads a batch of the partition that is furthest behind, decodes, routes and appends it.</summary>
internal sealed class IngestStep(
    int number,
    PartitionBoard board,
    BatchPool pool,
    IDecoder decoder,
    Router router,
    RunState run) : IStep
{
    private PartitionState? _partition;
    private RoutedBatch? _batch;

    public string Name { get; } = $"ingest-{number}";

    public Signal Wake { get; } = new();

    public StepResult Step()
    {
        if (_batch is not null)
        {
            return Append();
        }

        if (run.IsStopping)
        {
            return StepResult.Drained;
        }

        if (board.TryClaim() is not { } partition)
        {
            return board.IsEnded ? StepResult.Drained : StepResult.Waiting;
        }

        if (pool.TryRent() is not { } batch)
        {
            board.Release(partition);
            return StepResult.Waiting;
        }

        return Read(partition, batch);
    }

    private StepResult Read(PartitionState partition, RoutedBatch batch)
    {
        var records = batch.Records;
        records.Clear();
        records.Partition = partition.Id;
        ReadResult result;
        try
        {
            result = partition.Source.Read(records);
        }
        catch (SourceException fault)
        {
            pool.Return(batch);
            board.EndFailed(partition);
            if (fault.IsTransient)
            {
                run.SetWait(Name, fault.Message);
            }
            else
            {
                run.FailInput(fault);
            }

            return StepResult.Waiting;
        }

        run.SetWait(Name, null);
        if (result != ReadResult.Filled)
        {
            pool.Return(batch);
            if (result == ReadResult.Ended)
            {
                board.EndOfPartition(partition);
                run.IsInputRead = board.IsRead;
                return StepResult.Worked;
            }

            board.EndIdle(partition);
            return StepResult.Waiting;
        }

        (_partition, _batch) = (partition, batch);
        return Append();
    }

    /// <summary>
    /// Routes and appends what was read; a partition that comes back from being idle waits for that first.
    /// </summary>
    private StepResult Append()
    {
        var (partition, batch) = (_partition!, _batch!);
        if (board.TryBeginBatch(partition) is not { } before)
        {
            return StepResult.Waiting;
        }

        var records = batch.Records;
        batch.IngestEpoch = run.IngestEpoch;
        decoder.Decode(records);
        router.Route(batch, before);
        run.CountRead(records.RowCount, records.PositionsAreOffsets ? records.To - records.From : BytesOf(batch));
        (_partition, _batch) = (null, null);
        board.EndBatch(partition, batch);
        return StepResult.Worked;
    }

    private static long BytesOf(RoutedBatch batch)
    {
        var records = batch.Records;
        return records.RowCount == 0 ? 0 : records.RowEnd[records.RowCount - 1] - records.RowStart[0];
    }
}
