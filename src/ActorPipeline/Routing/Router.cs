using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Routing;

/// <summary>
/// Turns decoded rows into keyed rows in order of shard: <c>let</c>, <c>where</c>, event time and lateness, key, hash,
/// counting sort. Has no state of its own; the partition's watermark goes in and comes out. A row that is filtered
/// still moves the watermark: its time is as true as another's.
/// </summary>
internal sealed class Router
{
    /// <summary>The watermark before any record.</summary>
    public const long NoWatermarkUs = long.MinValue / 4;

    /// <summary>The time of a row that has none and was filtered anyway.</summary>
    internal const long NoTimeUs = long.MinValue;

    private const long MinTimeUs = -62_135_596_800_000_000;
    private const long MaxTimeUs = 253_402_300_799_999_999;
    private const string LateDetail =
        "its windows had closed: event time is behind the watermark by more than the allowed lateness";

    private readonly EventTimeSpec? _time;
    private readonly LatenessRule _lateness;
    private readonly int[] _keyColumns;
    private readonly bool _isTextKey;
    private readonly bool _hasSkips;
    private long[] _noTimes = [];

    /// <summary>A router for a plan.</summary>
    public Router(PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _time = plan.EventTime;
        _lateness = new LatenessRule(plan.Window);
        _keyColumns = [.. plan.Key.Select(k => k.Column)];
        _isTextKey = new KeyCodec(plan.Key).IsText;
        _hasSkips = plan.Window is WindowSpec.Hopping;
    }

    /// <summary>Routes a decoded batch.</summary>
    /// <param name="batch">The batch; its watermark is set.</param>
    /// <param name="watermarkUs">The partition's watermark before the batch.</param>
    /// <returns>The partition's watermark after it.</returns>
    public long Route(RoutedBatch batch, long watermarkUs)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Reserve();
        batch.ComputeAndFilter();
        batch.WatermarkBeforeUs = watermarkUs;
        batch.WatermarkUs = JudgeTimes(batch, watermarkUs);
        batch.ComputeEventColumns();
        EncodeKeys(batch);
        batch.Scattered.Fill(batch, _hasSkips);
        return batch.WatermarkUs;
    }

    private long JudgeTimes(RoutedBatch batch, long watermarkUs)
    {
        var records = batch.Records;
        if (_time is null)
        {
            _noTimes = _noTimes.Length < records.RowCount ? new long[records.RowCount + 1024] : _noTimes;
            batch.TimesUs = _noTimes;
            return watermarkUs;
        }

        var column = records.Columns[_time.Column];
        var times = column.Values<long>();
        batch.TimesUs = times;
        var (outOfOrder, lateness) = (_time.OutOfOrderUs, _time.AllowedLatenessUs);
        for (var row = 0; row < records.RowCount; row++)
        {
            var (status, time) = (records.Status[row], times[row]);
            if (status == RowStatus.Dead)
            {
                continue;
            }

            if (FaultOf(column, row, time) is { } fault)
            {
                Drop(records, row, fault);
                times[row] = NoTimeUs;
                continue;
            }

            batch.SkippedWindows[row] = 0;
            var limit = watermarkUs - lateness;
            if (time < limit && status == RowStatus.Live && IsLate(batch, row, time, limit))
            {
                continue;
            }

            watermarkUs = Math.Max(watermarkUs, time - outOfOrder);
        }

        return watermarkUs;
    }

    /// <summary>What is wrong with a row's event time; null for nothing.</summary>
    private static string? FaultOf(Column column, int row, long time) =>
        column.IsNullAt(row) ? "it has no event time"
        : time is < MinTimeUs or > MaxTimeUs ? "its event time is outside the years 1 to 9999"
        : null;

    /// <summary>A row without time is of no use: a dead letter, unless it was filtered anyway.</summary>
    private static void Drop(RecordBatch records, int row, string fault)
    {
        if (records.Status[row] == RowStatus.Live)
        {
            records.Kill(row, DeadReason.BadTime, fault);
        }
    }

    private bool IsLate(RoutedBatch batch, int row, long time, long limit)
    {
        var isLate = _lateness.IsLate(time, limit, out var skipped);
        batch.SkippedWindows[row] = skipped;
        if (isLate)
        {
            batch.Records.Kill(row, DeadReason.Late, LateDetail);
        }

        return isLate;
    }

    private void EncodeKeys(RoutedBatch batch)
    {
        var records = batch.Records;
        if (_isTextKey)
        {
            EncodeTextKeys(batch, records.Columns[_keyColumns[0]]);
            return;
        }

        for (var row = 0; row < records.RowCount; row++)
        {
            if (records.Status[row] != RowStatus.Live)
            {
                continue;
            }

            var start = records.Scratch.Length;
            foreach (var index in _keyColumns)
            {
                var column = records.Columns[index];
                var text = column.Type == ColumnType.String && !column.IsNullAt(row)
                    ? records.Text(column.Values<Utf8Slice>()[row])
                    : default;
                KeyCodec.Append(records.Scratch, column, row, text);
            }

            var key = records.Scratch.SliceFrom(start);
            batch.Keys[row] = key;
            batch.Hashes[row] = KeyHash.Compute(records.Text(key));
        }
    }

    private static void EncodeTextKeys(RoutedBatch batch, Column column)
    {
        var records = batch.Records;
        var (slices, keys, hashes, data) = (column.Values<Utf8Slice>(), batch.Keys, batch.Hashes, records.Data);
        for (var row = 0; row < records.RowCount; row++)
        {
            var slice = slices[row];
            if (slice.Start >= 0 && !records.HasDropped && !column.HasNulls)
            {
                keys[row] = slice;
                hashes[row] = KeyHash.Compute(data.AsSpan(slice.Start, slice.Length));
            }
            else if (records.Status[row] == RowStatus.Live)
            {
                keys[row] = column.IsNullAt(row) ? records.Scratch.Append(KeyCodec.NullTextKey) : slice;
                hashes[row] = KeyHash.Compute(records.Text(keys[row]));
            }
        }
    }
}
