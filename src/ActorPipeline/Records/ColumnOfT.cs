namespace ActorPipeline.Records;

/// <summary>A column of values of one CLR type; see <see cref="ColumnType"/> for which.</summary>
public sealed class Column<T> : Column
    where T : struct
{
    private T[] _data = [];

    internal Column(ColumnType type)
        : base(type)
    {
    }

    /// <summary>Values by row; at least as long as the batch has rows.</summary>
    public T[] Data => _data;

    /// <inheritdoc />
    public override void Copy(Column from, int row) => _data[row] = ((Column<T>)from)._data[row];

    /// <inheritdoc />
    public override void ClearValue(int row) => _data[row] = default;

    private protected override void EnsureValues(int rows)
    {
        if (_data.Length < rows)
        {
            _data = new T[RoundUp(rows)];
        }
    }

    private protected override void GrowValues(int rows)
    {
        if (_data.Length < rows)
        {
            Array.Resize(ref _data, RoundUp(rows));
        }
    }

    private protected override void FreeValues() => _data = [];

    private protected override void MoveValue(int from, int to) => _data[to] = _data[from];

    private protected override void GatherValues(Column source, ReadOnlySpan<int> rows)
    {
        var from = ((Column<T>)source)._data;
        var to = _data.AsSpan(0, rows.Length);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[rows[i]];
        }
    }

    private protected override void CopyValues(Column source, int start, int count) =>
        Array.Copy(((Column<T>)source)._data, start, _data, 0, count);
}
