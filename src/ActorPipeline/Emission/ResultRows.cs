using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Emission;

/// <summary>Collects the results of a commit, row by row, in columns.</summary>
public sealed class ResultRows
{
    // Keys are short texts.
    private const int UsualKeyBytes = 16;

    private readonly KeyCodec _keys;

    /// <summary>An empty collection for a plan, with room for some rows.</summary>
    public ResultRows(PipelinePlan plan, int capacity = 0)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _keys = new KeyCodec(plan.Key);
        Batch = new ResultBatch(plan.ResultColumns);
        FirstValue = plan.Key.Count;
        Batch.Scratch.EnsureRoom(capacity * UsualKeyBytes);
        Grow(capacity);
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
            Grow(Math.Max(2048, Capacity * 2));
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
        foreach (var column in Batch.Columns)
        {
            column.Reset(Capacity);
        }
    }

    private void Grow(int capacity)
    {
        Capacity = capacity;
        foreach (var column in Batch.Columns)
        {
            column.Grow(capacity, Batch.RowCount);
        }
    }
}
