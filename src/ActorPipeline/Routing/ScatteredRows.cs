using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ActorPipeline.Records;

namespace ActorPipeline.Routing;

/// <summary>
/// The live rows of a batch, brought together by shard: a shard reads its range from end to end. The ingest thread
/// does this while the rows are in its caches; a shard that picked its rows out of the whole batch would wait for
/// another core's memory at every row.
/// </summary>
public sealed class ScatteredRows
{
    private readonly int[] _next;
    private byte[] _keyBytes = [];
    private int[] _keyStarts = [];

    /// <summary>Rows of batches with these events' columns, for this many shards.</summary>
    public ScatteredRows(int shardCount, IReadOnlyList<ColumnType> eventColumns)
    {
        ArgumentNullException.ThrowIfNull(eventColumns);
        ShardStart = new int[shardCount + 1];
        _next = new int[shardCount];
        Columns = [.. eventColumns.Select(Column.Create)];
    }

    /// <summary>Where each shard's rows start; one more for the end.</summary>
    public int[] ShardStart { get; }

    /// <summary>The rows' numbers in the batch, ascending within a shard.</summary>
    public int[] Rows { get; private set; } = [];

    /// <summary>Hashes of keys.</summary>
    public ulong[] Hashes { get; private set; } = [];

    /// <summary>Event times, microseconds.</summary>
    public long[] TimesUs { get; private set; } = [];

    /// <summary>
    /// How many of the oldest hopping windows each came too late for; meaningful only for hopping windows.
    /// </summary>
    public int[] SkippedWindows { get; private set; } = [];

    /// <summary>The events' columns.</summary>
    public Column[] Columns { get; }

    /// <summary>The key of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> KeyOf(int index) =>
        _keyBytes.AsSpan(_keyStarts[index], _keyStarts[index + 1] - _keyStarts[index]);

    /// <summary>Brings the live rows of a routed batch together.</summary>
    internal void Fill(RoutedBatch batch, bool hasSkips)
    {
        var count = Order(batch);
        var rows = Rows.AsSpan(0, count);
        var (hashes, times) = (batch.Hashes, batch.TimesUs);
        for (var i = 0; i < rows.Length; i++)
        {
            Hashes[i] = hashes[rows[i]];
            TimesUs[i] = times[rows[i]];
        }

        for (var i = 0; hasSkips && i < rows.Length; i++)
        {
            SkippedWindows[i] = batch.SkippedWindows[rows[i]];
        }

        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i].Gather(batch.EventColumns[i], rows);
        }

        GatherKeys(batch, rows);
    }

    /// <summary>Sorts the live rows by shard, by counting.</summary>
    private int Order(RoutedBatch batch)
    {
        var records = batch.Records;
        Reserve(records.RowCount);
        var (hashes, status, shardCount) = (batch.Hashes, records.Status, _next.Length);
        Array.Clear(_next);
        for (var row = 0; row < records.RowCount; row++)
        {
            if (status[row] == RowStatus.Live)
            {
                _next[KeyHash.ShardOf(hashes[row], shardCount)]++;
            }
        }

        var start = 0;
        for (var shard = 0; shard < shardCount; shard++)
        {
            ShardStart[shard] = start;
            start += _next[shard];
            _next[shard] = ShardStart[shard];
        }

        ShardStart[shardCount] = start;
        for (var row = 0; row < records.RowCount; row++)
        {
            if (status[row] == RowStatus.Live)
            {
                Rows[_next[KeyHash.ShardOf(hashes[row], shardCount)]++] = row;
            }
        }

        return start;
    }

    private void GatherKeys(RoutedBatch batch, ReadOnlySpan<int> rows)
    {
        var (records, keys, used) = (batch.Records, batch.Keys, 0);
        var data = records.Data;
        for (var i = 0; i < rows.Length; i++)
        {
            var slice = keys[rows[i]];
            if (_keyBytes.Length - used < slice.Length + Vector128<byte>.Count)
            {
                Array.Resize(ref _keyBytes, Math.Max(_keyBytes.Length * 2, used + slice.Length + 4096));
            }

            _keyStarts[i] = used;
            if (slice.Start >= 0 && slice.Length <= Vector128<byte>.Count
                && slice.Start <= data.Length - Vector128<byte>.Count)
            {
                // Keys are short: sixteen bytes are copied whatever the length, without a call; what is too much is
                // overwritten by the next.
                ref var from = ref MemoryMarshal.GetArrayDataReference(data);
                ref var to = ref MemoryMarshal.GetArrayDataReference(_keyBytes);
                Vector128.LoadUnsafe(ref from, (nuint)slice.Start).StoreUnsafe(ref to, (nuint)used);
            }
            else
            {
                records.Text(slice).CopyTo(_keyBytes.AsSpan(used));
            }

            used += slice.Length;
        }

        _keyStarts[rows.Length] = used;
    }

    private void Reserve(int rows)
    {
        if (Rows.Length >= rows && _keyStarts.Length > 0)
        {
            return;
        }

        var size = (rows + 4095) & ~4095;
        Rows = new int[size];
        Hashes = new ulong[size];
        TimesUs = new long[size];
        SkippedWindows = new int[size];
        _keyStarts = new int[size + 1];
    }
}
