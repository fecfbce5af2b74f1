using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sources;
using ActorPipeline.Windows;

namespace ActorPipeline.Runtime.Ingest;

/// <summary>
/// Who reads what next. Each partition has a reader, which wants to read; the one that is furthest behind in event time
/// comes first, and none gets further ahead of it than <see cref="EventTimeSpec.MaxDriftUs"/>, so that windows do not
/// pile up behind the slowest. It decides, and knows neither threads nor actors.
/// <para>
/// A partition that is idle or has ended holds the others back no more; when it comes back, its watermark is raised to
/// where windows have closed meanwhile. Where in its records that happens must never be forgotten: after a crash they
/// are judged again, for the shards that had not committed them. So it is said to be idle only when all shards have
/// committed what was read of it. It comes back in two rounds, each of which all shards commit: first every shard
/// counts it in again at its own watermark, which from then on can't get ahead of it; then it is raised to the greatest
/// of these. None of what it delivers is judged before.
/// </para>
/// </summary>
internal sealed class PartitionBoard
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>A read that takes longer is not waited for by those that are ahead.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _clock;
    private readonly EventTimeSpec? _time;
    private readonly WindowTimes _windows;
    private readonly IShardLog _log;
    private readonly PartitionState[] _partitions;
    private PartitionProgress[][] _durable = [];
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

    /// <summary>Whether all have ended and the shards were told.</summary>
    public bool IsEnded => _isEndSaid;

    /// <summary>Whether all have ended, though the shards may not know yet.</summary>
    public bool IsRead => Array.TrueForAll(_partitions, static p => p.IsEnded);

    /// <summary>How many are being read, or have been and what was read is on its way to the shards.</summary>
    public int Claimed => _partitions.Count(static p => p.IsClaimed);

    /// <summary>
    /// When it will be worth asking the first of those that had nothing; timestamp of the clock, the greatest for
    /// never.
    /// </summary>
    public long NextPollAt
    {
        get
        {
            var (next, now) = (long.MaxValue, _clock.GetTimestamp());
            var reading = LeastBeingRead(now);
            foreach (var partition in _partitions)
            {
                if (partition.IsWanting)
                {
                    next = partition.NextPollAt > now ? Math.Min(next, partition.NextPollAt) : next;
                    next = IsTooFarAhead(partition, reading) ? Math.Min(next, now + Ticks(LongestWait)) : next;
                }
            }

            return next;
        }
    }

    /// <summary>Sets every partition to where the journal left it, before the first is read.</summary>
    /// <param name="shards">What the shards' heads say.</param>
    /// <param name="canReplay">Whether the source can be read again; else it goes on where the furthest shard
    /// is.</param>
    public void Resume(IReadOnlyList<ShardHeadState> shards, bool canReplay)
    {
        _durable = [.. shards.Select(s => s.Partitions.ToArray())];
        foreach (var partition in _partitions)
        {
            var index = partition.Id.Value;
            var known = shards.Select(s => s.Partitions[index]).ToArray();
            var furthest = known.Max(p => p.Position);

            // What is durable for all shards: the least position, with the watermark that belongs to it. Where
            // shards differ on that, some have not committed that the partition had come back.
            partition.Position = canReplay ? known.Min(p => p.Position) : furthest;
            var there = known.Where(p => p.Position == partition.Position).ToArray();
            partition.WatermarkUs = there.Max(p => p.WatermarkUs);
            partition.IsIdle = known.Any(p => p.IsIdle) || there.Any(p => p.WatermarkUs < partition.WatermarkUs);
            partition.WasEnded = shards.Any(
                s => s.IsEndOfInput && s.Partitions[index].Position == partition.Position);
            partition.AppendedTo = canReplay ? furthest : 0;
            partition.LastDataAt = _clock.GetTimestamp();
            if (partition.IsIdle && !known.All(p => p.IsIdle))
            {
                SayIdle(partition);
            }
        }
    }

    /// <summary>Takes the partition to read next; null when there is none now.</summary>
    public PartitionState? TryClaim()
    {
        var now = _clock.GetTimestamp();
        var limit = DriftLimit();
        PartitionState? best = null;
        foreach (var partition in _partitions)
        {
            if (partition.IsWanting && partition.NextPollAt <= now
                && partition.WatermarkUs <= limit && (best is null || IsBefore(partition, best)))
            {
                best = partition;
            }
        }

        if (best is null || IsTooFarAhead(best, LeastBeingRead(now)))
        {
            return null;
        }

        (best.IsClaimed, best.IsWanting, best.NextPollAt, best.ClaimedAt) = (true, false, 0, now);
        return best;
    }

    /// <summary>A partition's reader would read now: what it read before has gone to the shards.</summary>
    public static void Want(PartitionState partition) => (partition.IsClaimed, partition.IsWanting) = (false, true);

    /// <summary>A shard has committed this of each partition.</summary>
    public void OnDurable(ShardId shard, PartitionProgress[] partitions) => _durable[shard.Value] = partitions;

    /// <summary>
    /// The watermark to route a batch with. Null while the partition comes back from being idle: ask again later.
    /// </summary>
    public long? TryBeginBatch(PartitionState partition)
    {
        if (partition.Resuming == ResumeRound.None && partition.IsIdle
            && HaveAll(partition, static (durable, _) => durable.IsIdle))
        {
            partition.IsIdle = false;
            partition.Resuming = ResumeRound.CountingIn;
            Say(partition);
        }

        if (partition.Resuming == ResumeRound.CountingIn && HaveAll(partition, static (durable, _) => !durable.IsIdle))
        {
            partition.WatermarkUs = _durable.Max(d => d[partition.Id.Value].WatermarkUs);
            partition.Resuming = ResumeRound.Raising;
            if (!IsRaised(partition))
            {
                Say(partition);
            }
        }

        if (partition.Resuming == ResumeRound.Raising && IsRaised(partition))
        {
            partition.Resuming = ResumeRound.None;
        }

        return partition.WatermarkNow;
    }

    /// <summary>A batch has gone to all shards. Its partition is given back when its reader wants more.</summary>
    public void EndBatch(PartitionState partition, Appended batch)
    {
        partition.HasNewData |= batch.HasRecords;
        partition.AppendedTo = Math.Max(partition.AppendedTo, batch.To);
        partition.BatchUs = batch.WatermarkUs - partition.WatermarkUs;
        partition.WatermarkUs = batch.WatermarkUs;
        partition.LastDataAt = _clock.GetTimestamp();
        partition.Failures = 0;
        foreach (var other in _partitions)
        {
            other.IsPassed = false;
        }
    }

    /// <summary>Gives a partition back that has no data now; it becomes idle after the timeout.</summary>
    public void EndIdle(PartitionState partition)
    {
        partition.IsWanting = true;
        var now = _clock.GetTimestamp();
        partition.NextPollAt = now + Ticks(PollInterval);
        partition.IsPassed = true;
        partition.Failures = 0;
        if (_time is not null && !partition.IsIdle
            && _clock.GetElapsedTime(partition.LastDataAt, now) >= _time.IdleTimeout
            && IsCommitted(partition))
        {
            SayIdle(partition);
        }

        partition.IsClaimed = false;
    }

    /// <summary>Gives a partition back that has come to its end.</summary>
    public static void EndOfPartition(PartitionState partition)
    {
        partition.IsEnded = true;
        (partition.IsClaimed, partition.IsWanting) = (false, false);
    }

    /// <summary>Gives a partition back whose read failed; it is asked again after a backoff of at most 10 s.</summary>
    public void EndFailed(PartitionState partition)
    {
        partition.IsWanting = true;
        partition.Failures++;
        partition.NextPollAt = _clock.GetTimestamp() + Ticks(Backoff.Delay(partition.Failures));
        partition.IsPassed = true;
        partition.IsClaimed = false;
    }

    /// <summary>
    /// The one that is furthest behind comes first. But asking those that have nothing, again and again, must not keep
    /// the others from their turn.
    /// </summary>
    private static bool IsBefore(PartitionState a, PartitionState b) =>
        a.IsPassed != b.IsPassed ? b.IsPassed
        : a.IsPassed && a.NextPollAt != b.NextPollAt ? a.NextPollAt < b.NextPollAt
        : a.WatermarkUs < b.WatermarkUs;

    /// <summary>
    /// Whether a partition is ahead of one that is being read by more than two of its batches. It waits a little then:
    /// where threads are fewer than what they do, one that has to pause would otherwise be left behind by seconds of
    /// event time, and all windows in between be open.
    /// </summary>
    private static bool IsTooFarAhead(PartitionState partition, long leastBeingReadUs) =>
        partition.WatermarkUs - (2 * partition.BatchUs) > leastBeingReadUs;

    /// <summary>The least watermark of those that are being read, not for too long; the greatest for none.</summary>
    private long LeastBeingRead(long now)
    {
        var least = long.MaxValue;
        foreach (var partition in _partitions)
        {
            var isWaitedFor = partition.IsClaimed && !partition.IsIdle
                && now - partition.ClaimedAt < Ticks(LongestWait);
            least = isWaitedFor ? Math.Min(least, partition.WatermarkUs) : least;
        }

        return least;
    }

    /// <summary>Tells the shards which partitions have ended, and that the input has, when that may be said.</summary>
    public void SayEnds()
    {
        foreach (var partition in _partitions)
        {
            if (partition.IsEnded && !partition.IsEndSaid && IsCommitted(partition))
            {
                partition.IsEndSaid = true;
                SayIdle(partition);
            }
        }

        if (!_isEndSaid && _partitions.All(p => p.IsEndSaid))
        {
            SayEndOfInput();
        }
    }

    private void SayEndOfInput()
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

    private void SayIdle(PartitionState partition)
    {
        partition.IsIdle = true;
        Say(partition);
    }

    private void Say(PartitionState partition) => _log.Append(
        new Punctuation(partition.Id, partition.WatermarkUs, partition.IsIdle, IsEndOfInput: false));

    private bool IsRaised(PartitionState partition) =>
        HaveAll(partition, static (durable, p) => durable.WatermarkUs >= p.WatermarkUs);

    private bool IsCommitted(PartitionState partition) =>
        HaveAll(partition, static (durable, p) => durable.Position >= p.AppendedTo);

    /// <summary>Asked for every batch: a condition that captured the partition would be a new one each time.</summary>
    private bool HaveAll(PartitionState partition, Func<PartitionProgress, PartitionState, bool> condition)
    {
        foreach (var durable in _durable)
        {
            if (!condition(durable[partition.Id.Value], partition))
            {
                return false;
            }
        }

        return true;
    }

    private long DriftLimit()
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
