using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sources;
using ActorPipeline.Windows;

namespace ActorPipeline.Hosting;

/// <summary>
/// Who reads what next. Any ingest thread may read any partition, one thread at a time; the one that is furthest
/// behind in event time comes first, and none gets further ahead of it than <see cref="EventTimeSpec.MaxDriftUs"/>, so
/// that windows do not pile up behind the slowest.
/// <para>
/// A partition that is idle or has ended holds the others back no more; when it comes back, its watermark is raised to
/// where windows have closed meanwhile. Where in its records that happens must never be forgotten: after a crash they
/// are judged again, for the shards that had not committed them. So it is said to be idle only when all shards have
/// committed what was read of it; it comes back only when all have committed that it is idle; and none of what it
/// delivers then is judged before all have committed the raise.
/// </para>
/// </summary>
internal sealed class PartitionBoard
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly EventTimeSpec? _time;
    private readonly WindowTimes _windows;
    private readonly IShardLog _log;
    private readonly PartitionState[] _partitions;
    private IReadOnlyList<Shard> _shards = [];

    /// <summary>
    /// No shard's watermark is ahead of this, now or when it will have applied all that is in the log.
    /// </summary>
    private long _floorUs = Router.NoWatermarkUs;
    private bool _isEndSaid;

    public PartitionBoard(
        PipelinePlan plan, IReadOnlyList<ISourcePartition> sources, IShardLog log, TimeProvider clock)
    {
        (_time, _log, _clock) = (plan.EventTime, log, clock);
        _windows = new WindowTimes(plan.Window, plan.EventTime?.AllowedLatenessUs ?? 0);
        _partitions = [.. sources.Select((s, i) => new PartitionState(new PartitionId(i), s))];
    }

    /// <summary>The partitions.</summary>
    public IReadOnlyList<PartitionState> Partitions => _partitions;

    /// <summary>Whether all have ended and the log says so.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_lock)
            {
                return _isEndSaid;
            }
        }
    }

    /// <summary>Whether all have ended, though the log may not say so yet.</summary>
    public bool IsRead
    {
        get
        {
            lock (_lock)
            {
                return _partitions.All(p => p.IsEnded);
            }
        }
    }

    /// <summary>Sets every partition to where the journal left it, before the first is read.</summary>
    /// <param name="shards">The shards, opened.</param>
    /// <param name="canReplay">Whether the source can be read again; else it goes on where the furthest shard
    /// is.</param>
    public void Resume(IReadOnlyList<Shard> shards, bool canReplay)
    {
        lock (_lock)
        {
            _shards = shards;
            _floorUs = shards.Max(s => s.Head.WatermarkUs);
            foreach (var partition in _partitions)
            {
                var index = partition.Id.Value;
                var known = shards.Select(s => s.Head.Partitions[index]).ToArray();
                var furthest = known.Max(p => p.Position);

                // What is durable for all shards: the least position, with the watermark that belongs to it. Where
                // shards differ on that, some have not committed that the partition had come back.
                partition.Position = canReplay ? known.Min(p => p.Position) : furthest;
                var there = known.Where(p => p.Position == partition.Position).ToArray();
                partition.WatermarkUs = there.Max(p => p.WatermarkUs);
                partition.IsIdle = known.Any(p => p.IsIdle) || there.Any(p => p.WatermarkUs < partition.WatermarkUs);
                partition.WasEnded = shards.Any(
                    s => s.Head.IsEndOfInput && s.Head.Partitions[index].Position == partition.Position);
                partition.AppendedTo = canReplay ? furthest : 0;
                partition.FurthestUs = known.Max(p => p.WatermarkUs);
                partition.LastDataAt = _clock.GetTimestamp();
                if (partition.IsIdle && !known.All(p => p.IsIdle))
                {
                    SayIdle_NeedsLock(partition);
                }
            }
        }
    }

    /// <summary>Takes the partition to read next; null when there is none now.</summary>
    public PartitionState? TryClaim()
    {
        lock (_lock)
        {
            SayEnds_NeedsLock();
            var now = _clock.GetTimestamp();
            var limit = DriftLimit_NeedsLock();
            PartitionState? best = null;
            foreach (var partition in _partitions)
            {
                if (!partition.IsClaimed && !partition.IsEnded && partition.NextPollAt <= now
                    && partition.WatermarkUs <= limit && (best is null || IsBefore(partition, best)))
                {
                    best = partition;
                }
            }

            if (best is not null)
            {
                best.IsClaimed = true;
            }

            return best;
        }
    }

    /// <summary>Gives a partition back unread.</summary>
    public void Release(PartitionState partition)
    {
        lock (_lock)
        {
            partition.IsClaimed = false;
        }
    }

    /// <summary>
    /// The watermark to route a batch with. Null while the partition comes back from being idle: ask again later.
    /// </summary>
    public long? TryBeginBatch(PartitionState partition)
    {
        lock (_lock)
        {
            if (partition.IsIdle)
            {
                if (!HaveAll_NeedsLock(partition, static (durable, _) => durable.IsIdle))
                {
                    return null;
                }

                (partition.IsIdle, partition.IsResuming) = (false, true);
                partition.WatermarkUs = Math.Max(partition.WatermarkUs, _floorUs);
                _log.Append(new Punctuation(partition.Id, partition.WatermarkUs, IsIdle: false, IsEndOfInput: false));
                RaiseFloor_NeedsLock();
            }

            partition.IsResuming = partition.IsResuming && !HaveAll_NeedsLock(
                partition, static (durable, p) => !durable.IsIdle && durable.WatermarkUs >= p.WatermarkUs);
            return partition.IsResuming ? null : partition.WatermarkUs;
        }
    }

    /// <summary>Appends a routed batch to the log and gives its partition back.</summary>
    public void EndBatch(PartitionState partition, RoutedBatch batch)
    {
        // Once it is appended, the batch may come back from the shards and be another one.
        var (to, watermarkUs) = (batch.Records.To, batch.WatermarkUs);
        var hasRecords = batch.Scattered.ShardStart[^1] > 0;
        lock (_lock)
        {
            _log.Append(batch);
            partition.HasNewData |= hasRecords;
            partition.AppendedTo = Math.Max(partition.AppendedTo, to);
            partition.WatermarkUs = watermarkUs;
            partition.LastDataAt = _clock.GetTimestamp();
            partition.Failures = 0;
            partition.IsClaimed = false;
            foreach (var other in _partitions)
            {
                other.IsPassed = false;
            }

            RaiseFloor_NeedsLock();
        }
    }

    /// <summary>Gives a partition back that has no data now; it becomes idle after the timeout.</summary>
    public void EndIdle(PartitionState partition)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            partition.NextPollAt = now + Ticks(PollInterval);
            partition.IsPassed = true;
            partition.Failures = 0;
            if (_time is not null && !partition.IsIdle
                && _clock.GetElapsedTime(partition.LastDataAt, now) >= _time.IdleTimeout
                && IsCommitted_NeedsLock(partition))
            {
                SayIdle_NeedsLock(partition);
            }

            partition.IsClaimed = false;
        }
    }

    /// <summary>Gives a partition back that has come to its end.</summary>
    public void EndOfPartition(PartitionState partition)
    {
        lock (_lock)
        {
            partition.IsEnded = true;
            partition.IsClaimed = false;
            SayEnds_NeedsLock();
        }
    }

    /// <summary>Gives a partition back whose read failed; it is asked again after a backoff of at most 10 s.</summary>
    public void EndFailed(PartitionState partition)
    {
        lock (_lock)
        {
            partition.Failures++;
            partition.NextPollAt = _clock.GetTimestamp() + Ticks(Backoff.Delay(partition.Failures));
            partition.IsPassed = true;
            partition.IsClaimed = false;
        }
    }

    /// <summary>
    /// The one that is furthest behind comes first. But asking those that have nothing, again and again, must not keep
    /// the others from their turn.
    /// </summary>
    private static bool IsBefore(PartitionState a, PartitionState b) =>
        a.IsPassed != b.IsPassed ? b.IsPassed
        : a.IsPassed && a.NextPollAt != b.NextPollAt ? a.NextPollAt < b.NextPollAt
        : a.WatermarkUs < b.WatermarkUs;

    private void SayEnds_NeedsLock()
    {
        foreach (var partition in _partitions)
        {
            if (partition.IsEnded && !partition.IsEndSaid && IsCommitted_NeedsLock(partition))
            {
                partition.IsEndSaid = true;
                SayIdle_NeedsLock(partition);
            }
        }

        if (!_isEndSaid && _partitions.All(p => p.IsEndSaid))
        {
            SayEndOfInput_NeedsLock();
        }
    }

    private void SayEndOfInput_NeedsLock()
    {
        _isEndSaid = true;
        foreach (var partition in _partitions)
        {
            // The newest record decides when everything is over; an end that was said before is not moved by saying
            // it again.
            var hasTime = _time is not null && partition.WatermarkUs > Router.NoWatermarkUs;
            if (hasTime && (partition.HasNewData || !partition.WasEnded))
            {
                var flushUs = _windows.FlushWatermarkUs(partition.WatermarkUs + _time!.OutOfOrderUs);
                partition.WatermarkUs = Math.Max(partition.WatermarkUs, flushUs);
            }
        }

        var endUs = _partitions.Length == 0 ? Router.NoWatermarkUs : _partitions.Max(p => p.WatermarkUs);
        foreach (var partition in _partitions)
        {
            _log.Append(new Punctuation(partition.Id, endUs, IsIdle: true, IsEndOfInput: true));
        }
    }

    private void SayIdle_NeedsLock(PartitionState partition)
    {
        partition.IsIdle = true;
        _log.Append(new Punctuation(partition.Id, partition.WatermarkUs, IsIdle: true, IsEndOfInput: false));
        RaiseFloor_NeedsLock();
    }

    private void RaiseFloor_NeedsLock()
    {
        var least = long.MaxValue;
        foreach (var partition in _partitions)
        {
            least = partition.IsIdle
                ? least
                : Math.Min(least, Math.Max(partition.WatermarkUs, partition.FurthestUs));
        }

        _floorUs = least == long.MaxValue ? _floorUs : Math.Max(_floorUs, least);
    }

    private bool IsCommitted_NeedsLock(PartitionState partition) =>
        HaveAll_NeedsLock(partition, static (durable, p) => durable.Position >= p.AppendedTo);

    /// <summary>Asked for every batch: a condition that captured the partition would be a new one each time.</summary>
    private bool HaveAll_NeedsLock(PartitionState partition, Func<PartitionProgress, PartitionState, bool> condition)
    {
        foreach (var shard in _shards)
        {
            if (!condition(shard.Durable[partition.Id.Value], partition))
            {
                return false;
            }
        }

        return true;
    }

    private long DriftLimit_NeedsLock()
    {
        var least = long.MaxValue;
        foreach (var partition in _partitions)
        {
            least = partition.IsIdle ? least : Math.Min(least, partition.WatermarkUs);
        }

        // Before each has delivered something, nobody knows where in time it starts.
        return _time is null || least is long.MaxValue or <= Router.NoWatermarkUs
            ? long.MaxValue
            : least + _time.MaxDriftUs;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);
}
