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
        return Apply(batch, batch.Records.RowCount);
    }

    /// <summary>Whether there is anything in a batch that is not applied.</summary>
    internal bool IsNews(RoutedBatch batch)
    {
        ref readonly var progress = ref _head.Partitions[batch.Records.Partition.Value];
        return batch.Records.To > progress.Position && batch.IngestEpoch >= progress.IngestEpoch;
    }

    /// <summary>As <see cref="Apply(RoutedBatch)"/>, but up to a row.</summary>
    internal bool Apply(RoutedBatch batch, int upTo)
    {
        var records = batch.Records;
        if (!IsNews(batch))
        {
            return true;
        }

        if (_supervisor.Suspects(records))
        {
            return ApplySingly(batch);
        }

        var (to, watermarkUs) = upTo < records.RowCount
            ? (records.PositionOf(upTo), _watermarks.At(batch, upTo))
            : (records.To, batch.WatermarkUs);
        if (TryApply(batch, to, watermarkUs) is not { } failure)
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
            if (actors.AlarmUs(page) > nowUs)
            {
                continue;
            }

            if (actors.IsAbsent(page))
            {
                ExpectFrom(page, other => actors.AlarmUs(other) <= nowUs);
            }

            if (IsDraftFull || !TryDo(DueWork.Wake, page))
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
                if (_body.Actors.IsAbsent(_closeFrom))
                {
                    ExpectFrom(_closeFrom, page => _body.Actors.DueUs(page) <= _head.WatermarkUs);
                }

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
            if (_body.Actors.IsAbsent(_head.FinalPage))
            {
                ExpectFrom(_head.FinalPage, static _ => true);
            }

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
