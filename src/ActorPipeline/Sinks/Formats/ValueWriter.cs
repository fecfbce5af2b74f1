using ActorPipeline.Emission;
using ActorPipeline.Records;

namespace ActorPipeline.Sinks.Formats;

/// <summary>Writes the values of one column of a batch as text, one row at a time.</summary>
internal abstract class ValueWriter
{
    private bool[]? _isNull;

    /// <summary>Bytes that any value writes over at most; more may come by <see cref="VariableValueWriter"/>.</summary>
    public abstract int MaxFixedLength { get; }

    /// <summary>Turns to the column of a batch.</summary>
    public void Bind(ResultBatch rows, int column)
    {
        var values = rows.Columns[column];
        _isNull = values.HasNulls ? values.IsNull : null;
        BindValues(rows, values);
    }

    /// <summary>Whether the row has no value.</summary>
    public bool IsNull(int row) => _isNull is not null && _isNull[row];

    /// <summary>Writes the value of a row that is not null.</summary>
    /// <returns>Number of bytes written.</returns>
    public abstract int Write(int row, Span<byte> destination);

    protected abstract void BindValues(ResultBatch rows, Column values);
}
