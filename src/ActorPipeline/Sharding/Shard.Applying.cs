using System.Buffers.Binary;
using ActorPipeline.Actors;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>Applying and closing, with what happens when an actor fails at it.</summary>
internal sealed partial class Shard
{
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

    /// <summary>Delivers those of the requests whose actors are this shard's.</summary>
    /// <returns>False when an actor failed: its request has failed, and the shard is down.</returns>
    /// <exception cref="JournalException">An actor can't be loaded; if that passes, the loop tries again.</exception>
    public bool Apply(IReadOnlyList<ActorRequest> requests)
    {
        var draft = Draft();
        if (!_body.Loader.Load(requests, Id, _plan.ShardCount, _output.NowUs))
        {
            return true;
        }

        _hasProgress = true;
        if (TryApplyEvents(null, draft) is not { } failure)
        {
            return true;
        }

        // Nobody knows which of them is at fault, and each has somebody who can try again.
        foreach (var request in _body.Events.Requests!.AsSpan(0, _body.Events.Count))
        {
            request.Fail(failure is ActorFaultException { InnerException: { } cause } ? cause : failure);
        }

        _supervisor.OnRequestsFailed(failure);
        return false;
    }

    /// <summary>Does what is due at a time of the node, microseconds since 1970.</summary>
    /// <returns>False when a commit has become large or an actor failed: the loop cuts or restarts, and asks again.
    /// </returns>
    public bool Wake(long nowUs)
    {
        _output.NowUs = nowUs;
        _hasProgress |= _body.Snapshots.HasNewlyIdle(_body.Actors, nowUs);
        if (_body.Actors.NextAlarmUs > nowUs)
        {
            return true;
        }

        var actors = _body.Actors;
        for (var page = 0; page < actors.PageCount; page++)
        {
            if (actors.AlarmUs(page) <= nowUs
                && (IsDraftFull || !TryDo(DueWork.Wake, page)))
            {
                return false;
            }
        }

        actors.FindNextAlarm();
        HealIf(_failedWork == DueWork.Wake);
        return true;
    }

    /// <summary>What had failed has been done after all, if it was that.</summary>
    private void HealIf(bool isDone)
    {
        if (isDone && _supervisor.Attempts > 0)
        {
            _supervisor.OnHealed();
        }
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
            var isDone = false;
            while (!isDone && _body.Actors.DueUs(_closeFrom) <= _head.WatermarkUs)
            {
                // What a C# actor makes due anew by what it does is for the next time.
                isDone = !_body.Program.JournalsMessages;
                if (IsDraftFull || !TryDo(DueWork.Close, _closeFrom))
                {
                    return false;
                }
            }
        }

        for (; _head.FinalPage < _body.Actors.PageCount; _head.FinalPage++)
        {
            if (IsDraftFull || !TryDo(DueWork.Finish, _head.FinalPage))
            {
                return false;
            }
        }

        _head.FinalPage = ShardHeadState.NoFinalPage;
        HealIf(_failedWork != DueWork.Wake);
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
            var watermarkUs = row + 1 < records.RowCount ? _watermarks.At(batch, row + 1) : batch.WatermarkUs;
            if (_supervisor.HasCondemned(position))
            {
                var draft = Draft();
                AddDead(draft, records, row, DeadReason.Failed, _supervisor.Verdict);
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

    private Exception? TryApplyEvents(RoutedBatch? batch, CommitDraft draft)
    {
        var (body, mark) = (_body, draft.Mark());
        if (body.Births.Count > 0)
        {
            _frames.WriteBirths(draft.Events, body.Births, body.Actors);
        }

        foreach (var page in body.Loader.Pages)
        {
            body.Actors.Touch(page, Sequence + 1);
        }

        var output = BeginOutput(draft);
        _applying = batch;
        try
        {
            body.Program.ApplyBatch(body.Events, output);
        }
        catch (Exception failure) when (failure is not (JournalException or OutOfMemoryException))
        {
            draft.Rewind(mark, failure);
            return failure;
        }

        body.Births.Clear();
        Count(draft, output, batch);
        if (!body.Program.JournalsMessages)
        {
            foreach (var page in body.Loader.Pages)
            {
                NoteDue(page);
            }
        }
        else if (body.Events.Count > 0)
        {
            _frames.WriteRecords(draft.Events, body.Events);
        }

        return null;
    }

    /// <summary>A page may have something new that is due some time; what is due already closes next.</summary>
    private void NoteDue(int page)
    {
        _body.Actors.NoteAlarm(page);
        if (_body.Actors.DueUs(page) <= _head.WatermarkUs)
        {
            _closeFrom = Math.Min(_closeFrom, page);
        }
    }

    private ShardOutput BeginOutput(CommitDraft draft)
    {
        _output.Begin(draft.Events, draft.Results, draft.DeadLetters, draft.Outcomes, _keyOf);
        return _output;
    }

    /// <summary>Counts what a program made of records, and takes those that it refused out.</summary>
    private void Count(CommitDraft draft, ShardOutput output, RoutedBatch? batch)
    {
        var (refused, died) = (output.Refused.Count, output.Died);
        if (batch is null)
        {
            _head.Counters += new PipelineCounters(0, -died, 0, died, 0);
            return;
        }

        _rejected.Clear();
        foreach (var refusal in output.Refused)
        {
            AddDead(draft, batch.Records, _body.Loader.RowOf(refusal.Message), refusal.Reason, refusal.Detail);
            _rejected.Add(refusal.Message);
        }

        _head.Counters += new PipelineCounters(0, _body.Events.Count - refused - died, 0, refused + died, 0);
        if (refused > 0)
        {
            _body.Events.Remove(_rejected);
        }
    }

    private static void AddDead(
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
                AddDead(draft, records, letter.Row, letter.Reason, letter.Detail);
            }
        }

        _head.Counters += new PipelineCounters(total, 0, filtered, dead, 0);
    }

    /// <summary>Does in a page what time has made due; false when an actor failed at that.</summary>
    private bool TryDo(DueWork work, int page)
    {
        var (draft, body) = (Draft(), _body);
        var keys = body.Actors.Resident(page);
        var watermarkUs = _head.WatermarkUs;
        watermarkUs = work == DueWork.Close ? body.Program.CloseThroughUs(page, watermarkUs) : watermarkUs;
        var mark = draft.Mark();
        var output = BeginOutput(draft);
        try
        {
            if (work == DueWork.Wake)
            {
                body.Program.WakePage(page, output, keys);
            }
            else
            {
                body.Program.ClosePage(page, watermarkUs, work == DueWork.Finish, output, keys);
            }
        }
        catch (Exception failure) when (failure is not (JournalException or OutOfMemoryException))
        {
            draft.Rewind(mark, failure);
            _failedWork = work;
            if (!_supervisor.OnCloseFailed(failure))
            {
                if (failure is not ActorFaultException fault)
                {
                    throw;
                }

                _condemned = fault;
            }

            return false;
        }

        Count(draft, output, batch: null);
        if (body.Program.JournalsMessages)
        {
            EventFrames.WriteClose(draft.Events, page, watermarkUs, work == DueWork.Finish);
        }

        body.Actors.Touch(page, Sequence + 1);
        NoteDue(page);
        _hasProgress = true;
        return true;
    }

    private bool IsHomeOf(PartitionId partition)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, partition.Value);
        return KeyHash.ShardOf(KeyHash.Compute(bytes), _plan.ShardCount) == Id.Value;
    }

    /// <summary>The watermark of the partition by which a message's record was judged.</summary>
    private long WatermarkAt(int message) => _watermarks.At(_applying!, _body.Loader.RowOf(message));

    /// <summary>What the shard's watermark is where a message stands.</summary>
    private long ClockAt(int message)
    {
        var partition = _applying!.Records.Partition;
        return Math.Max(_head.WatermarkUs, _head.LeastWatermark(partition, WatermarkAt(message)));
    }

    /// <summary>The bytes of a message's record.</summary>
    private ReadOnlySpan<byte> RecordOf(int message) => _applying!.Records.RowBytes(_body.Loader.RowOf(message));

    /// <summary>The position of a message's record.</summary>
    private long PositionOf(int message) => _applying!.Records.PositionOf(_body.Loader.RowOf(message));
}
