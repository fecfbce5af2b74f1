using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// What a shard's head says: the position and watermark vectors, the shard's own watermark, counters. Layout:
/// watermark, end of input (1 byte), final page, counters (5), number of partitions, and for each: position,
/// watermark, idle (1 byte), ingest epoch. Where events are retained, or were and are not yet trimmed: the commit that
/// snapshots cover, and the one that history begins after, -1 for none. Numbers are signed, 7 bits a byte.
/// </summary>
internal sealed class ShardHeadState
{
    /// <summary>No final results are due.</summary>
    public const int NoFinalPage = int.MaxValue;

    private const long NoHistory = -1;

    private PartitionProgress[] _partitions = [];

    /// <summary>By partition, what is applied.</summary>
    public Span<PartitionProgress> Partitions => _partitions;

    /// <summary>The shard's watermark: the least of the partitions that are not idle; never goes back.</summary>
    public long WatermarkUs { get; private set; } = Router.NoWatermarkUs;

    /// <summary>Whether the input has come to its end, and nothing came after it.</summary>
    public bool IsEndOfInput { get; set; }

    /// <summary>
    /// The next page whose final results are to be emitted, for windows that never close; journaled, so that a crash
    /// amid them neither loses nor repeats any.
    /// </summary>
    public int FinalPage { get; set; } = NoFinalPage;

    /// <summary>Counts of this shard.</summary>
    public PipelineCounters Counters { get; set; }

    /// <summary>Snapshots cover the events up to this commit, which are kept all the same; 0 for none.</summary>
    public long CoveredThrough { get; private set; }

    /// <summary>All events after this commit are kept; null where events are not retained.</summary>
    public long? HistoryAfter { get; private set; }

    /// <summary>
    /// Says whether events are retained from now on, the last commit being this one. What was there before can't be
    /// read as history: some of it may be gone.
    /// </summary>
    public void Retain(bool isRetained, long sequence) => HistoryAfter = isRetained ? HistoryAfter ?? sequence : null;

    /// <summary>Durable snapshots cover the events up to a commit, which are kept where there is history.</summary>
    public void Cover(long through) => CoveredThrough = HistoryAfter is null ? 0 : through;

    /// <summary>
    /// Makes room for this many partitions. Those that join a shard that has been running count as idle until they
    /// deliver, so that time does not wait for them, and start where time is by then.
    /// </summary>
    public void EnsurePartitions(int count, bool isNewShard)
    {
        var known = _partitions.Length;
        if (known < count)
        {
            Array.Resize(ref _partitions, count);
            _partitions.AsSpan(known).Fill(new PartitionProgress { WatermarkUs = WatermarkUs, IsIdle = !isNewShard });
        }
    }

    /// <summary>
    /// The least watermark of the partitions that are not idle, microseconds, if one of them were at this one.
    /// </summary>
    public long LeastWatermark(PartitionId which, long watermarkUs)
    {
        var least = watermarkUs;
        for (var i = 0; i < _partitions.Length; i++)
        {
            least = i == which.Value || _partitions[i].IsIdle ? least : Math.Min(least, _partitions[i].WatermarkUs);
        }

        return least;
    }

    /// <summary>
    /// Brings the shard's watermark up to the partitions'. Where all are idle, nobody holds back the one that is
    /// furthest ahead: which of them was found to be idle first makes no difference.
    /// </summary>
    public void AdvanceWatermark()
    {
        var (least, greatest) = (long.MaxValue, WatermarkUs);
        foreach (ref readonly var partition in _partitions.AsSpan())
        {
            least = partition.IsIdle ? least : Math.Min(least, partition.WatermarkUs);
            greatest = Math.Max(greatest, partition.WatermarkUs);
        }

        WatermarkUs = least == long.MaxValue ? greatest : Math.Max(WatermarkUs, least);
    }

    /// <summary>The input has ended: time moves to a watermark that closes everything, in all partitions.</summary>
    public void EndInput(long watermarkUs, bool hasFinalResults)
    {
        WatermarkUs = Math.Max(WatermarkUs, watermarkUs);
        foreach (ref var partition in _partitions.AsSpan())
        {
            partition.WatermarkUs = Math.Max(partition.WatermarkUs, watermarkUs);
        }

        if (!IsEndOfInput)
        {
            IsEndOfInput = true;
            FinalPage = hasFinalResults ? 0 : NoFinalPage;
        }
    }

    /// <summary>Writes the state.</summary>
    public void Write(ByteWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteSigned(WatermarkUs);
        writer.WriteByte(IsEndOfInput ? (byte)1 : (byte)0);
        writer.WriteUnsigned((ulong)FinalPage);
        foreach (var count in (ReadOnlySpan<long>)
            [Counters.In, Counters.Applied, Counters.Filtered, Counters.Dead, Counters.Results])
        {
            writer.WriteSigned(count);
        }

        writer.WriteUnsigned((ulong)_partitions.Length);
        foreach (var partition in _partitions)
        {
            writer.WriteSigned(partition.Position);
            writer.WriteSigned(partition.WatermarkUs);
            writer.WriteByte(partition.IsIdle ? (byte)1 : (byte)0);
            writer.WriteSigned(partition.IngestEpoch);
        }

        if (CoveredThrough > 0 || HistoryAfter is not null)
        {
            writer.WriteSigned(CoveredThrough);
            writer.WriteSigned(HistoryAfter ?? NoHistory);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ShardHeadState Read(ReadOnlySpan<byte> payload)
    {
        var cursor = new ByteCursor(payload);
        var state = new ShardHeadState
        {
            WatermarkUs = cursor.ReadSigned(),
            IsEndOfInput = cursor.ReadByte() != 0,
            FinalPage = (int)cursor.ReadUnsigned(),
        };
        state.Counters = new PipelineCounters(
            cursor.ReadSigned(), cursor.ReadSigned(), cursor.ReadSigned(), cursor.ReadSigned(), cursor.ReadSigned());
        state._partitions = new PartitionProgress[cursor.ReadCount(payload.Length, "partitions")];
        for (var i = 0; i < state._partitions.Length; i++)
        {
            state._partitions[i] = new PartitionProgress
            {
                Position = cursor.ReadSigned(),
                WatermarkUs = cursor.ReadSigned(),
                IsIdle = cursor.ReadByte() != 0,
                IngestEpoch = cursor.ReadSigned(),
            };
        }

        if (!cursor.AtEnd)
        {
            state.CoveredThrough = cursor.ReadSigned();
            var after = cursor.ReadSigned();
            state.HistoryAfter = after == NoHistory ? null : after;
        }

        return state;
    }
}
