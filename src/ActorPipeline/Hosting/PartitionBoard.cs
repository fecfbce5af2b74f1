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
    private long _floorUs = Router.NoWatermarkUs;
    private bool _wasEnded;
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

    /// <summary>Whether a thread is reading.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _partitions.Any(p => p.IsClaimed);
            }
        }
    }

    /// <summary>Sets every partition to where the journal left it, before the first is read.</summary>
    public void Resume(IReadOnlyList<Shard> shards)
    {
        lock (_lock)
        {
            _floorUs = shards.Max(s => s.Head.WatermarkUs);
            _wasEnded = shards.All(s => s.Head.IsEndOfInput);
            for (var i = 0; i < _partitions.Length; i++)
            {
                // What is durable for all shards: the least position, with the watermark that belongs to it.
                var least = shards.Select(s => s.Head.Partitions[i]).MinBy(p => (p.Position, p.WatermarkUs));
                _partitions[i].Position = least.Position;
                _partitions[i].WatermarkUs = least.WatermarkUs;
                _partitions[i].IsIdle = least.IsIdle;
                _partitions[i].LastDataAt = _clock.GetTimestamp();
            }
        }
    }

    /// <summary>Takes the partition to read next; null when there is none now.</summary>
    public PartitionState? TryClaim()
    {
        lock (_lock)
        {
            SayEnd_NeedsLock();
            var now = _clock.GetTimestamp();
            var limit = DriftLimit_NeedsLock();
            PartitionState? best = null;
            foreach (var partition in _partitions)
            {
                if (!partition.IsClaimed && !partition.IsEnded && partition.NextPollAt <= now
                    && partition.WatermarkUs <= limit && (best is null || partition.WatermarkUs < best.WatermarkUs))
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

    /// <summary>The watermark to route a batch with: a partition that was idle starts where the others are.</summary>
    public long BeginBatch(PartitionState partition)
    {
        lock (_lock)
        {
            if (partition.IsIdle)
            {
                partition.IsIdle = false;
                partition.WatermarkUs = Math.Max(
                    Math.Max(partition.WatermarkUs, _floorUs), Combined_NeedsLock(except: partition));
            }

            return partition.WatermarkUs;
        }
    }

    /// <summary>Gives a partition back after its batch was appended.</summary>
    public void EndBatch(PartitionState partition, long watermarkUs)
    {
        lock (_lock)
        {
            partition.WatermarkUs = watermarkUs;
            partition.HasNewData = true;
            partition.LastDataAt = _clock.GetTimestamp();
            partition.Failures = 0;
            partition.IsClaimed = false;
        }
    }

    /// <summary>Gives a partition back that has no data now; it becomes idle after the timeout.</summary>
    public void EndIdle(PartitionState partition)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            partition.NextPollAt = now + Ticks(PollInterval);
            partition.Failures = 0;
            if (_time is not null && !partition.IsIdle
                && _clock.GetElapsedTime(partition.LastDataAt, now) >= _time.IdleTimeout)
            {
                partition.IsIdle = true;
                _log.Append(new Punctuation(partition.Id, partition.WatermarkUs, IsIdle: true, IsEndOfInput: false));
            }

            partition.IsClaimed = false;
        }
    }

    /// <summary>Gives a partition back that has come to its end.</summary>
    public void EndOfPartition(PartitionState partition)
    {
        lock (_lock)
        {
            partition.IsEnded = partition.IsIdle = true;
            partition.IsClaimed = false;
            _log.Append(new Punctuation(partition.Id, partition.WatermarkUs, IsIdle: true, IsEndOfInput: false));
            SayEnd_NeedsLock();
        }
    }

    /// <summary>Gives a partition back whose read failed; it is asked again after a backoff of at most 10 s.</summary>
    public void EndFailed(PartitionState partition)
    {
        lock (_lock)
        {
            partition.Failures++;
            partition.NextPollAt = _clock.GetTimestamp() + Ticks(Backoff.Delay(partition.Failures));
            partition.IsClaimed = false;
        }
    }

    private void SayEnd_NeedsLock()
    {
        if (_isEndSaid || !_partitions.All(p => p.IsEnded))
        {
            return;
        }

        _isEndSaid = true;
        foreach (var partition in _partitions)
        {
            // The newest record decides when everything is over; an end that was said before is not moved by saying
            // it again.
            var hasTime = _time is not null && partition.WatermarkUs > Router.NoWatermarkUs;
            if (hasTime && (partition.HasNewData || !_wasEnded))
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

    private long Combined_NeedsLock(PartitionState except)
    {
        var least = long.MaxValue;
        foreach (var partition in _partitions)
        {
            least = partition == except || partition.IsIdle ? least : Math.Min(least, partition.WatermarkUs);
        }

        return least == long.MaxValue ? Router.NoWatermarkUs : least;
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
