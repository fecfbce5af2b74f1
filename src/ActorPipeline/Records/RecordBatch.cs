namespace ActorPipeline.Records;

/// <summary>
/// The element of the ingest side: some thousands of consecutive records of one source partition, as bytes and as
/// typed columns. A source frames it, a decoder fills its columns, the router adds keys and order, shards read it;
/// then it goes back to its pool with its memory. Owned by one stop at a time; read-only once it is routed.
/// Rows keep their numbers from framing to the end: a row that dies only changes its <see cref="Status"/>.
/// </summary>
public sealed class RecordBatch
{
    private readonly List<DeadRow> _deadRows = [];

    /// <summary>Creates a batch with these columns: the decoder's first, then one for each <c>let</c>.</summary>
    public RecordBatch(IReadOnlyList<ColumnType> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = new Column[columns.Count];
        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i] = Column.Create(columns[i]);
        }
    }

    /// <summary>The partition that all rows come from.</summary>
    public PartitionId Partition { get; set; }

    /// <summary>First position that the batch covers.</summary>
    public long From { get; set; }

    /// <summary>First position after the batch. A shard that has applied it has applied every row.</summary>
    public long To { get; set; }

    /// <summary>
    /// Whether a row's position is <see cref="From"/> + its start in <see cref="Data"/> less
    /// <see cref="DataFrom"/> (byte offsets) or <see cref="From"/> + its row number (record numbers).
    /// </summary>
    public bool PositionsAreOffsets { get; set; }

    /// <summary>Where in <see cref="Data"/> the byte at position <see cref="From"/> stands.</summary>
    public int DataFrom { get; set; }

    /// <summary>
    /// The original bytes of all rows, and perhaps more. May be replaced by a longer array by the source.
    /// </summary>
    public byte[] Data { get; set; } = [];

    /// <summary>Text that was computed: unescaped JSON, <c>let</c> results, composite keys.</summary>
    public ByteArena Scratch { get; } = new();

    /// <summary>Number of rows.</summary>
    public int RowCount { get; private set; }

    /// <summary>Offset of each row's first byte in <see cref="Data"/>.</summary>
    public int[] RowStart { get; private set; } = [];

    /// <summary>Offset after each row's last byte (without its line ending).</summary>
    public int[] RowEnd { get; private set; } = [];

    /// <summary>What became of each row.</summary>
    public RowStatus[] Status { get; private set; } = [];

    /// <summary>Bytes of input that the rows stand for.</summary>
    public long ByteCount => PositionsAreOffsets ? To - From
        : RowCount == 0 ? 0
        : RowEnd[RowCount - 1] - RowStart[0];

    /// <summary>Whether any row is not live.</summary>
    public bool HasDropped { get; private set; }

    /// <summary>The columns that the plan names, in its order.</summary>
    public Column[] Columns { get; }

    /// <summary>The rows that became dead letters so far.</summary>
    public IReadOnlyList<DeadRow> DeadRows => _deadRows;

    /// <summary>Rows that <c>where</c> dropped.</summary>
    public int FilteredCount { get; private set; }

    /// <summary>Empties the batch for a source to frame.</summary>
    public void Clear()
    {
        RowCount = 0;
        FilteredCount = 0;
        HasDropped = false;
        DataFrom = 0;
        Scratch.Clear();
        _deadRows.Clear();
    }

    /// <summary>Adds a row of <see cref="Data"/>; for the source.</summary>
    public void AddRow(int start, int end)
    {
        if (RowCount == RowStart.Length)
        {
            Grow();
        }

        RowStart[RowCount] = start;
        RowEnd[RowCount] = end;
        Status[RowCount] = RowStatus.Live;
        RowCount++;
    }

    /// <summary>Readies the columns for <see cref="RowCount"/> rows, all not null; for the decoder.</summary>
    public void ResetColumns()
    {
        foreach (var column in Columns)
        {
            column.Reset(RowCount);
        }
    }

    /// <summary>Makes a live row a dead letter.</summary>
    public void Kill(int row, DeadReason reason, string detail)
    {
        Status[row] = RowStatus.Dead;
        HasDropped = true;
        _deadRows.Add(new DeadRow(row, reason, detail));
    }

    /// <summary>Drops a live row because of <c>where</c>.</summary>
    public void Filter(int row)
    {
        Status[row] = RowStatus.Filtered;
        HasDropped = true;
        FilteredCount++;
    }

    /// <summary>The original bytes of a row.</summary>
    public ReadOnlySpan<byte> RowBytes(int row) => Data.AsSpan(RowStart[row], RowEnd[row] - RowStart[row]);

    /// <summary>The position of a row in its partition.</summary>
    public long PositionOf(int row) => PositionsAreOffsets ? From + (RowStart[row] - DataFrom) : From + row;

    /// <summary>The bytes of a text value.</summary>
    public ReadOnlySpan<byte> Text(Utf8Slice slice) => slice.Start >= 0
        ? Data.AsSpan(slice.Start, slice.Length)
        : Scratch.Written.Slice(~slice.Start, slice.Length);

    private void Grow()
    {
        var size = Math.Max(4096, RowStart.Length * 2);
        var (start, end, status) = (RowStart, RowEnd, Status);
        Array.Resize(ref start, size);
        Array.Resize(ref end, size);
        Array.Resize(ref status, size);
        (RowStart, RowEnd, Status) = (start, end, status);
    }
}
