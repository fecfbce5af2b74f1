using System.Buffers.Binary;
using ActorPipeline.Hosting;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>Applying and closing, with what happens when an actor fails at it.</summary>
public sealed partial class Shard
{
    private const string RejectedDetail =
        "its actor has as many open windows as engine.max-windows-per-key allows; the record was not applied";

    /// <summary>Applies the shard's rows of a batch, less those that it has applied before.</summary>
    /// <returns>
    /// False when an actor failed: the shard is down; once it is restarted, the loop gives it the same batch again.
    /// </returns>
    /// <exception cref="JournalException">An actor can't be loaded; if that passes, the loop tries again.</exception>
    public bool Apply(RoutedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var records = batch.Records;
        ref readonly var progress = ref _head.Partitions[records.Partition.Value];
        if (records.To <= progress.Position || batch.IngestEpoch < progress.IngestEpoch)
        {
            return true;
        }

        if (_supervisor.Suspects(records))
        {
            return ApplySingly(batch);
        }

        if (TryApply(batch, records.To, batch.WatermarkUs) is not { } failure)
        {
            return true;
        }

        _supervisor.OnBatchFailed(records, failure);
        return false;
    }

    /// <summary>
    /// Closes what is due, page by page, until nothing is or the commit in the making is large enough.
    /// </summary>
    /// <returns>
    /// Whether nothing is due any more; else the loop cuts, restarts the shard where it is down, and calls again.
    /// </returns>
    public bool CloseDue()
    {
        for (; _closeFrom < _body.Actors.PageCount; _closeFrom++)
        {
            if (_body.Actors.DueUs(_closeFrom) > _head.WatermarkUs)
            {
                continue;
            }

            if (IsDraftFull || !TryClose(_closeFrom, isEndOfInput: false))
            {
                return false;
            }
        }

        for (; _head.FinalPage < _body.Actors.PageCount; _head.FinalPage++)
        {
            if (IsDraftFull || !TryClose(_head.FinalPage, isEndOfInput: true))
            {
                return false;
            }
        }

        _head.FinalPage = ShardHeadState.NoFinalPage;
        if (_supervisor.Attempts > 0)
        {
            _supervisor.OnHealed();
        }

        return true;
    }

    /// <summary>
    /// Applies the rows of a batch from where the shard is up to a position. What the actors threw, or null: then the
    /// shard has got there.
    /// </summary>
    private Exception? TryApply(RoutedBatch batch, long to, long watermarkUs)
    {
        var draft = Draft();
        var from = _head.Partitions[batch.Records.Partition.Value].Position;
        _body.Loader.Load(batch, Id, from, to);
        if (_body.Events.Count > 0 && TryApplyEvents(batch, draft) is { } failure)
        {
            return failure;
        }

        MoveTo(batch, to, watermarkUs, draft);
        return null;
    }

    /// <summary>Applies the rows one by one, and leaves out the one that fails as often as it may.</summary>
    private bool ApplySingly(RoutedBatch batch)
    {
        var (records, rows) = (batch.Records, batch.Scattered);
        for (var i = rows.ShardStart[Id.Value]; i < rows.ShardStart[Id.Value + 1]; i++)
        {
            var row = rows.Rows[i];
            var position = records.PositionOf(row);
            if (position < _head.Partitions[records.Partition.Value].Position)
            {
                continue;
            }

            var next = row + 1 < records.RowCount ? records.PositionOf(row + 1) : records.To;
            var watermarkUs = row + 1 < records.RowCount ? batch.WatermarkAt(row + 1) : batch.WatermarkUs;
            if (_supervisor.HasCondemned(position))
            {
                var draft = Draft();
                AddRejected(draft, records, row, DeadReason.Failed, _supervisor.Verdict);
                _head.Counters += new PipelineCounters(0, 0, 0, 1, 0);
                MoveTo(batch, next, watermarkUs, draft);
            }
            else if (TryApply(batch, next, watermarkUs) is { } failure)
            {
                _supervisor.OnRecordFailed(position, failure);
                return false;
            }
        }

        MoveTo(batch, records.To, batch.WatermarkUs, Draft());
        _supervisor.OnHealed();
        return true;
    }

    /// <summary>The rows up to a position are applied, or known not to be this shard's.</summary>
    private void MoveTo(RoutedBatch batch, long to, long watermarkUs, CommitDraft draft)
    {
        var partition = batch.Records.Partition;
        ref var progress = ref _head.Partitions[partition.Value];
        if (IsHomeOf(partition))
        {
            CountAtHome(batch, progress.Position, to, draft);
        }

        progress.Position = to;
        progress.IngestEpoch = batch.IngestEpoch;
        progress.WatermarkUs = Math.Max(progress.WatermarkUs, watermarkUs);
        progress.IsIdle = false;
        _head.IsEndOfInput = false;
        _hasProgress = true;
        Advance();
    }

    private Exception? TryApplyEvents(RoutedBatch batch, CommitDraft draft)
    {
        var (body, before) = (_body, draft.Events.Length);
        if (body.Births.Count > 0)
        {
            _frames.WriteBirths(draft.Events, body.Births, body.Actors);
        }

        foreach (var page in body.Loader.Pages)
        {
            body.Actors.Touch(page, Sequence + 1);
        }

        _rejected.Clear();
        _applying = batch;
        try
        {
            body.Program.ApplyBatch(body.Events, _rejected);
        }
        catch (Exception failure) when (failure is not (JournalException or OutOfMemoryException))
        {
            draft.Events.Truncate(before);
            return failure;
        }

        body.Births.Clear();
        if (_rejected.Count > 0)
        {
            Reject(batch, draft);
        }

        if (body.Events.Count > 0)
        {
            _frames.WriteRecords(draft.Events, body.Events);
        }

        _head.Counters += new PipelineCounters(0, body.Events.Count, 0, _rejected.Count, 0);
        return null;
    }

    private void Reject(RoutedBatch batch, CommitDraft draft)
    {
        foreach (var @event in _rejected)
        {
            AddRejected(draft, batch.Records, _body.Loader.RowOf(@event), DeadReason.Rejected, RejectedDetail);
        }

        _body.Events.Remove(_rejected);
    }

    private static void AddRejected(
        CommitDraft draft, RecordBatch records, int row, DeadReason reason, string detail) =>
        draft.DeadLetters.Add(records.Partition, records.PositionOf(row), reason, detail, records.RowBytes(row));

    /// <summary>
    /// Counts what came in, was filtered or died before it reached a shard, between two positions: exactly once,
    /// because it is done by one shard, in the commit that moves that shard's position past it.
    /// </summary>
    private void CountAtHome(RoutedBatch batch, long from, long to, CommitDraft draft)
    {
        var records = batch.Records;
        var (total, filtered, dead) = (records.RowCount, records.FilteredCount, 0);
        if (records.From < from || to < records.To)
        {
            (total, filtered) = (0, 0);
            for (var row = 0; row < records.RowCount; row++)
            {
                var isNew = records.PositionOf(row) >= from && records.PositionOf(row) < to;
                total += isNew ? 1 : 0;
                filtered += isNew && records.Status[row] == RowStatus.Filtered ? 1 : 0;
            }
        }

        foreach (var letter in records.DeadRows)
        {
            var position = records.PositionOf(letter.Row);
            if (position >= from && position < to)
            {
                dead++;
                AddRejected(draft, records, letter.Row, letter.Reason, letter.Detail);
            }
        }

        _head.Counters += new PipelineCounters(total, 0, filtered, dead, 0);
    }

    /// <summary>Closes what is due in a page; false when an actor failed at that.</summary>
    private bool TryClose(int page, bool isEndOfInput)
    {
        var (draft, body) = (Draft(), _body);
        var keys = body.Actors.Resident(page);
        var rows = draft.Results.Batch.RowCount;
        try
        {
            body.Program.ClosePage(page, _head.WatermarkUs, isEndOfInput, draft.Results, keys);
        }
        catch (Exception failure) when (failure is not (JournalException or OutOfMemoryException))
        {
            draft.Results.Truncate(rows);
            if (!_supervisor.OnCloseFailed(failure))
            {
                throw;
            }

            return false;
        }

        EventFrames.WriteClose(draft.Events, page, _head.WatermarkUs, isEndOfInput);
        body.Actors.Touch(page, Sequence + 1);
        _hasProgress = true;
        return true;
    }

    private bool IsHomeOf(PartitionId partition)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, partition.Value);
        return KeyHash.ShardOf(KeyHash.Compute(bytes), _plan.ShardCount) == Id.Value;
    }

    /// <summary>The watermark by which the record of an event was judged.</summary>
    private long WatermarkAt(int @event) => _applying!.WatermarkAt(_body.Loader.RowOf(@event));
}
