using System.Diagnostics;
using ActorPipeline.Emission;

namespace ActorPipeline.Sinks.Formats;

/// <summary>What all text formats share: a row is fixed text and a value for each column, then an end.</summary>
internal sealed class RowTemplate
{
    private readonly RowField[] _fields;
    private readonly VariableValueWriter[] _variable;
    private readonly Piece _end;
    private readonly int _maxFixedLength;

    public RowTemplate(RowField[] fields, ReadOnlySpan<byte> end)
    {
        _fields = fields;
        _variable = [.. fields.Select(field => field.Value).OfType<VariableValueWriter>()];
        _end = new Piece(end);
        _maxFixedLength = fields.Sum(field => field.MaxFixedLength) + _end.MaxLength;
    }

    /// <summary>Does what <see cref="IRowFormat.Write"/> says.</summary>
    public int Write(ResultBatch rows, int firstRow, Span<byte> destination, out int written)
    {
        foreach (ref readonly var field in _fields.AsSpan())
        {
            Debug.Assert(field.Column < rows.Columns.Length, "a batch of another schema");
            field.Value.Bind(rows, field.Column);
        }

        written = 0;
        var row = firstRow;
        while (row < rows.RowCount && MaxLength(row) <= destination.Length - written)
        {
            written += WriteRow(row, destination[written..]);
            row++;
        }

        return row - firstRow;
    }

    private long MaxLength(int row)
    {
        long length = _maxFixedLength;
        foreach (var value in _variable)
        {
            length += value.MaxLength(row);
        }

        return length;
    }

    private int WriteRow(int row, Span<byte> destination)
    {
        var at = 0;
        foreach (ref readonly var field in _fields.AsSpan())
        {
            at += field.Before.Write(destination[at..]);
            at += field.Value.IsNull(row)
                ? field.Null.Write(destination[at..])
                : field.Value.Write(row, destination[at..]);
        }

        return at + _end.Write(destination[at..]);
    }
}
