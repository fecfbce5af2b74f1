using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Emission;

/// <summary>Collects the results of a commit, row by row, in columns.</summary>
internal sealed class ResultRows
{
    // Keys are short texts.
    private const int UsualKeyBytes = 16;

    // A row without columns is not free.
    private const int LeastRowBytes = 64;

    // A commit that was so many times larger than usual does not hold on to its memory.
    private const int MostTimesUsual = 8;

    private const int LeastGrowth = 16;

    private readonly KeyCodec _keys;
    private readonly int _usualRows;

    /// <summary>An empty collection for a plan, with room for rows of so many bytes.</summary>
    public ResultRows(PipelinePlan plan, int room = 0)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _keys = new KeyCodec(plan.Key);
        Batch = new ResultBatch(plan.ResultColumns);
        FirstValue = plan.Key.Count;
        RowBytes = RowBytesOf(plan);
        _usualRows = room / RowBytes;
        Batch.Scratch.EnsureRoom(_usualRows * UsualKeyBytes);
        Grow(_usualRows);
    }

    /// <summary>What a row takes, in columns, bytes; as a block it is about half of that.</summary>
    public int RowBytes { get; }

    /// <summary>What a row of a plan's results takes, in columns, bytes.</summary>
    public static int RowBytesOf(PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Math.Max(LeastRowBytes, plan.ResultColumns.Sum(static c => BytesOf(c.Type)));
    }

    /// <summary>The rows.</summary>
    public ResultBatch Batch { get; }

    /// <summary>Index of the first column after the key.</summary>
    public int FirstValue { get; }

    /// <summary>Rows there is room for; what <see cref="Column.SetNull"/> wants to know.</summary>
    public int Capacity { get; private set; }

    /// <summary>Adds a row with its key; the caller sets the other columns.</summary>
    public int Add(ReadOnlySpan<byte> key)
    {
        var row = Batch.RowCount;
        if (row == Capacity)
        {
            Grow(Math.Max(LeastGrowth, Capacity * 2));
        }

        _keys.Decode(key, Batch.Columns, row, Capacity, Batch.Scratch);
        Batch.RowCount = row + 1;
        return row;
    }

    /// <summary>Sets a value to null.</summary>
    public void SetNull(int column, int row) => Batch.Columns[column].SetNull(row, Capacity);

    /// <summary>Forgets the rows from a number on.</summary>
    public void Truncate(int rows)
    {
        Batch.RowCount = rows;
        foreach (var column in Batch.Columns)
        {
            column.Grow(Capacity, rows);
        }
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        Batch.RowCount = 0;
        Batch.Scratch.Clear();
        if (_usualRows > 0 && Capacity > (long)_usualRows * MostTimesUsual)
        {
            Capacity = _usualRows;
            foreach (var column in Batch.Columns)
            {
                column.Free();
            }
        }

        foreach (var column in Batch.Columns)
        {
            column.Reset(Capacity);
        }
    }

    private static int BytesOf(ColumnType type) => type == ColumnType.Decimal ? sizeof(decimal) : sizeof(long);

    private void Grow(int capacity)
    {
        Capacity = capacity;
        foreach (var column in Batch.Columns)
        {
            column.Grow(capacity, Batch.RowCount);
        }
    }
}
