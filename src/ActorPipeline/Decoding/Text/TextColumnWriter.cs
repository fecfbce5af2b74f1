using System.Buffers.Text;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// Converts a piece of text to its column's type. Empty text is null but for strings; numbers may have leading zeros
/// and a plus; booleans are true and false in any case.
/// </summary>
internal sealed class TextColumnWriter
{
    private const string AnotherText = "another text";
    private readonly ColumnType _type;
    private readonly TimeParser? _time;
    private readonly ColumnErrors _errors;
    private readonly int _column;

    /// <summary>Creates a writer of the column with this number.</summary>
    public TextColumnWriter(ColumnSpec spec, int column)
    {
        _type = spec.Type;
        _time = TimeParser.CreateFor(spec);
        _column = column;
        _errors = new ColumnErrors(spec, ColumnErrors.ExpectationOf(spec.Type, _time));
    }

    /// <summary>Writes the text, or null for a negative start; false when the row is now dead.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="row">The row.</param>
    /// <param name="start">The first byte of the text in the batch's data.</param>
    /// <param name="length">Its length in bytes.</param>
    public bool TryWrite(RecordBatch batch, int row, int start, int length)
    {
        var column = batch.Columns[_column];
        if (start < 0 || (length == 0 && _type != ColumnType.String))
        {
            column.SetNull(row, batch.RowCount);
            return true;
        }

        if (TryConvert(batch.Data.AsSpan(start, length), column, row, start))
        {
            return true;
        }

        batch.Kill(row, _errors.Reason, _errors.Expected(AnotherText));
        return false;
    }

    private bool TryConvert(ReadOnlySpan<byte> text, Column column, int row, int start)
    {
        switch (_type)
        {
            case ColumnType.String:
                column.Values<Utf8Slice>()[row] = new Utf8Slice(start, text.Length);
                return true;
            case ColumnType.Int64:
                return NumberText.TryInteger(text, out column.Values<long>()[row]);
            case ColumnType.Double:
                ref var number = ref column.Values<double>()[row];
                return Utf8Parser.TryParse(text, out number, out int read) && read == text.Length
                    && double.IsFinite(number);
            case ColumnType.Decimal:
                return ExactDecimal.TryParse(text, out column.Values<decimal>()[row]);
            case ColumnType.Boolean:
                return Utf8Parser.TryParse(text, out column.Values<bool>()[row], out int taken)
                    && taken == text.Length;
            default:
                return _time!.TryParse(text, out column.Values<long>()[row]);
        }
    }
}
