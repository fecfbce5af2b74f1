using ActorPipeline.Actors;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>
/// Takes a shard's range of a batch as events: finds or creates the actors, and copies times and columns to the
/// events' own, which are then both encoded and folded.
/// </summary>
internal sealed class EventLoader(EventBatch events, ActorTable actors, List<int> births)
{
    private readonly HashSet<int> _pages = [];
    private readonly List<int> _others = [];
    private int[] _rows = [];
    private ActorRequest[] _requests = [];

    /// <summary>The pages that the events touch.</summary>
    public HashSet<int> Pages => _pages;

    /// <summary>The row that an event came from.</summary>
    public int RowOf(int @event) => _rows[@event];

    /// <summary>
    /// Loads the rows from a position on, up to another. Births are added to those that are there: after a fault amid
    /// loading, the same rows are loaded again, and the actors that were born before it are no news any more.
    /// </summary>
    public void Load(RoutedBatch batch, ShardId shard, long fromPosition, long toPosition)
    {
        var rows = batch.Scattered;
        var start = rows.ShardStart[shard.Value];
        var count = rows.ShardStart[shard.Value + 1] - start;
        events.Reset(count);
        events.Partition = batch.Records.Partition;
        Array.Copy(rows.TimesUs, start, events.TimesUs, 0, count);
        CopySkips(rows, start, count);
        for (var i = 0; i < events.Columns.Length; i++)
        {
            events.Columns[i].CopyRange(rows.Columns[i], start, count);
            CopyText(events.Columns[i], batch.Records, count);
        }

        _rows = _rows.Length < count ? new int[(count + 1023) & ~1023] : _rows;
        Array.Copy(rows.Rows, start, _rows, 0, count);
        _pages.Clear();
        if (batch.Records.From >= fromPosition && batch.Records.To <= toPosition)
        {
            Resolve(rows, start, count);
        }
        else
        {
            ResolveRange(batch, start, count, fromPosition, toPosition);
        }
    }

    /// <summary>Loads the requests to a shard's actors; false when there are none.</summary>
    public bool Load(IReadOnlyList<ActorRequest> all, ShardId shard, int shardCount, long nowUs)
    {
        var count = 0;
        _requests = _requests.Length < all.Count ? new ActorRequest[all.Count] : _requests;
        for (var i = 0; i < all.Count; i++)
        {
            if (KeyHash.ShardOf(all[i].Hash, shardCount) == shard.Value)
            {
                _requests[count++] = all[i];
            }
        }

        events.Reset(count);
        events.Requests = _requests;
        _pages.Clear();
        for (var i = 0; i < count; i++)
        {
            events.Ordinals[i] = Resolve(_requests[i].Hash, _requests[i].KeyBytes);
            events.TimesUs[i] = nowUs;
            _pages.Add(events.Ordinals[i] >> ActorPage.Shift);
        }

        return count > 0;
    }

    private void Resolve(ScatteredRows rows, int start, int count)
    {
        var ordinals = events.Ordinals;
        var lastPage = -1;
        for (var i = 0; i < count; i++)
        {
            var ordinal = Resolve(rows, start + i);
            ordinals[i] = ordinal;
            var page = ordinal >> ActorPage.Shift;
            if (page != lastPage)
            {
                _pages.Add(page);
                lastPage = page;
            }
        }
    }

    /// <summary>Only a part of the batch is wanted: the other rows are applied, or not yet to be applied.</summary>
    private void ResolveRange(RoutedBatch batch, int start, int count, long fromPosition, long toPosition)
    {
        _others.Clear();
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var position = batch.Records.PositionOf(_rows[i]);
            if (position < fromPosition || position >= toPosition)
            {
                _others.Add(i);
                continue;
            }

            events.Ordinals[i] = Resolve(batch.Scattered, start + i);
            _pages.Add(events.Ordinals[i] >> ActorPage.Shift);
            _rows[kept++] = _rows[i];
        }

        events.Remove(_others);
    }

    private int Resolve(ScatteredRows rows, int index) => Resolve(rows.Hashes[index], rows.KeyOf(index));

    private int Resolve(ulong hash, ReadOnlySpan<byte> key)
    {
        var ordinal = actors.Find(hash, key);
        if (ordinal < 0)
        {
            ordinal = actors.Add(hash, key);
            births.Add(ordinal);
        }

        return ordinal;
    }

    private void CopySkips(ScatteredRows rows, int start, int count)
    {
        var skipped = rows.SkippedWindows.AsSpan(start, count);
        events.HasSkippedWindows = skipped.ContainsAnyExcept(0);
        if (events.HasSkippedWindows)
        {
            skipped.CopyTo(events.SkippedWindows);
        }
    }

    /// <summary>Text is copied, because the batch goes back to its pool before the events are committed.</summary>
    private void CopyText(Column column, RecordBatch records, int count)
    {
        if (column.Type != ColumnType.String)
        {
            return;
        }

        var slices = column.Values<Utf8Slice>();
        for (var i = 0; i < count; i++)
        {
            slices[i] = column.IsNullAt(i) ? new Utf8Slice(-1, 0) : events.Text.Append(records.Text(slices[i]));
        }
    }
}
