using ActorPipeline.Actors;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// Collects a shard's rows of a batch as events: finds or creates the actors, and brings times and columns together in
/// the events' own columns, which are then both encoded and folded.
/// </summary>
internal sealed class EventGatherer(EventBatch events, ActorTable actors, List<int> births)
{
    private readonly HashSet<int> _pages = [];
    private int[] _rows = [];
    private int _lastPage;

    /// <summary>The pages that the events touch.</summary>
    public IReadOnlyCollection<int> Pages => _pages;

    /// <summary>The row that an event came from.</summary>
    public int RowOf(int @event) => _rows[@event];

    /// <summary>Gathers the rows at or after a position; returns how many there are.</summary>
    public int Gather(RoutedBatch batch, ShardId shard, long fromPosition, int partitions)
    {
        var records = batch.Records;
        var (start, end) = (batch.ShardStart[shard.Value], batch.ShardStart[shard.Value + 1]);
        Select(batch, start, end, fromPosition);
        var count = _selected;
        events.Reset(count);
        events.Partition = records.Partition;
        Resolve(batch, count);
        GatherTimes(batch, count);
        for (var i = 0; i < events.Columns.Length; i++)
        {
            GatherColumn(batch.EventColumns[i], events.Columns[i], records, count);
        }

        return count;
    }

    private int _selected;

    private void Select(RoutedBatch batch, int start, int end, long fromPosition)
    {
        if (_rows.Length < end - start)
        {
            _rows = new int[(end - start + 1023) & ~1023];
        }

        var records = batch.Records;
        if (records.From >= fromPosition)
        {
            Array.Copy(batch.Order, start, _rows, 0, end - start);
            _selected = end - start;
            return;
        }

        _selected = 0;
        for (var i = start; i < end; i++)
        {
            if (records.PositionOf(batch.Order[i]) >= fromPosition)
            {
                _rows[_selected++] = batch.Order[i];
            }
        }
    }

    private void Resolve(RoutedBatch batch, int count)
    {
        var (records, hashes, keys, ordinals) = (batch.Records, batch.Hashes, batch.Keys, events.Ordinals);
        births.Clear();
        _pages.Clear();
        _lastPage = -1;
        for (var i = 0; i < count; i++)
        {
            var row = _rows[i];
            var hash = hashes[row];
            var key = records.Text(keys[row]);
            var ordinal = actors.Find(hash, key);
            if (ordinal < 0)
            {
                ordinal = actors.Add(hash, key);
                births.Add(ordinal);
            }

            ordinals[i] = ordinal;
            var page = ordinal >> ActorPage.Shift;
            if (page != _lastPage)
            {
                _pages.Add(page);
                _lastPage = page;
            }
        }
    }

    private void GatherTimes(RoutedBatch batch, int count)
    {
        var (source, target) = (batch.TimesUs, events.TimesUs);
        for (var i = 0; i < count; i++)
        {
            target[i] = source[_rows[i]];
        }

        var (skipped, skips) = (batch.SkippedWindows, events.SkippedWindows);
        var any = 0;
        for (var i = 0; i < count; i++)
        {
            skips[i] = skipped[_rows[i]];
            any |= skips[i];
        }

        events.HasSkippedWindows = any != 0;
    }

    private void GatherColumn(Column source, Column target, RecordBatch records, int count)
    {
        switch (source.Type)
        {
            case ColumnType.Int64 or ColumnType.Timestamp:
                Copy(source.Values<long>(), target.Values<long>(), count);
                break;
            case ColumnType.Double:
                Copy(source.Values<double>(), target.Values<double>(), count);
                break;
            case ColumnType.Decimal:
                Copy(source.Values<decimal>(), target.Values<decimal>(), count);
                break;
            case ColumnType.Boolean:
                Copy(source.Values<bool>(), target.Values<bool>(), count);
                break;
            default:
                CopyText(source, target.Values<Utf8Slice>(), records, count);
                break;
        }

        for (var i = 0; source.HasNulls && i < count; i++)
        {
            if (source.IsNull[_rows[i]])
            {
                target.SetNull(i, count);
                target.ClearValue(i);
            }
        }
    }

    private void Copy<T>(T[] source, T[] target, int count)
    {
        for (var i = 0; i < count; i++)
        {
            target[i] = source[_rows[i]];
        }
    }

    private void CopyText(Column source, Utf8Slice[] target, RecordBatch records, int count)
    {
        var slices = source.Values<Utf8Slice>();
        for (var i = 0; i < count; i++)
        {
            target[i] = source.IsNullAt(_rows[i]) ? new Utf8Slice(-1, 0) : events.Text.Append(records.Text(slices[_rows[i]]));
        }
    }
}
