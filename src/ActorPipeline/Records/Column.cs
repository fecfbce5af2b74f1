using System.Numerics;

namespace ActorPipeline.Records;

/// <summary>
/// One typed column of a batch, reused from batch to batch. Row i is null when <see cref="HasNulls"/> and
/// <see cref="IsNull"/>[i]; the value of a null row is unspecified but initialized.
/// </summary>
public abstract class Column
{
    private bool[] _isNull = [];

    private protected Column(ColumnType type) => Type = type;

    /// <summary>The type of the values.</summary>
    public ColumnType Type { get; }

    /// <summary>Whether any row is null. While it is false, <see cref="IsNull"/> must not be read.</summary>
    public bool HasNulls { get; private set; }

    /// <summary>Null flags by row; meaningful only while <see cref="HasNulls"/>.</summary>
    public bool[] IsNull => _isNull;

    /// <summary>Makes room for this many rows and sets all of them to not null. Values are not cleared.</summary>
    public void Reset(int rows)
    {
        HasNulls = false;
        if (_isNull.Length < rows)
        {
            _isNull = new bool[RoundUp(rows)];
        }

        EnsureValues(rows);
    }

    /// <summary>
    /// Makes room for this many rows and keeps the first <paramref name="used"/>, whatever follows is not null.
    /// </summary>
    public void Grow(int rows, int used)
    {
        if (_isNull.Length < rows)
        {
            Array.Resize(ref _isNull, RoundUp(rows));
        }

        if (HasNulls)
        {
            Array.Clear(_isNull, used, rows - used);
        }

        GrowValues(rows);
    }

    /// <summary>Marks a row of the <paramref name="rows"/> that the batch holds as null.</summary>
    public void SetNull(int row, int rows)
    {
        if (!HasNulls)
        {
            Array.Clear(_isNull, 0, rows);
            HasNulls = true;
        }

        _isNull[row] = true;
    }

    /// <summary>Copies the value of one row to another row of the same column.</summary>
    public void Move(int from, int to)
    {
        MoveValue(from, to);
        if (HasNulls)
        {
            _isNull[to] = _isNull[from];
        }
    }

    /// <summary>
    /// Becomes the given rows of another column of the type, in their order; null rows get default values.
    /// </summary>
    public void Gather(Column source, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        Reset(rows.Length);
        GatherValues(source, rows);
        for (var i = 0; source.HasNulls && i < rows.Length; i++)
        {
            if (source._isNull[rows[i]])
            {
                SetNull(i, rows.Length);
                ClearValue(i);
            }
        }
    }

    /// <summary>Becomes a range of another column of the type.</summary>
    public void CopyRange(Column source, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        Reset(count);
        CopyValues(source, start, count);
        if (source.HasNulls)
        {
            Array.Copy(source._isNull, start, _isNull, 0, count);
            HasNulls = true;
        }
    }

    /// <summary>Copies the value of a row from the same row of another column of the type.</summary>
    public abstract void Copy(Column from, int row);

    /// <summary>Sets a row's value to its type's default.</summary>
    public abstract void ClearValue(int row);

    /// <summary>Whether a row is null.</summary>
    public bool IsNullAt(int row) => HasNulls && _isNull[row];

    /// <summary>Creates an empty column of a type.</summary>
    public static Column Create(ColumnType type) => type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => new Column<long>(type),
        ColumnType.Double => new Column<double>(type),
        ColumnType.Decimal => new Column<decimal>(type),
        ColumnType.Boolean => new Column<bool>(type),
        ColumnType.String => new Column<Utf8Slice>(type),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a column type"),
    };

    /// <summary>The values as <typeparamref name="T"/>; the caller knows the type from the plan.</summary>
    public T[] Values<T>()
        where T : struct => ((Column<T>)this).Data;

    private protected abstract void EnsureValues(int rows);

    private protected abstract void GrowValues(int rows);

    private protected abstract void MoveValue(int from, int to);

    private protected abstract void GatherValues(Column source, ReadOnlySpan<int> rows);

    private protected abstract void CopyValues(Column source, int start, int count);

    /// <summary>Few rows take little room: a batch of long records with thousands of columns has few.</summary>
    private protected static int RoundUp(int rows) => rows > 1024
        ? (rows + 1023) & ~1023
        : Math.Max(16, (int)BitOperations.RoundUpToPowerOf2((uint)rows));
}
