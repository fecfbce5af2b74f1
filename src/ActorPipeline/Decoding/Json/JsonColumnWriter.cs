using System.Buffers.Text;
using System.Text.Json;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>Converts a value that the slow path found to its column's type.</summary>
internal sealed class JsonColumnWriter
{
    private const string HugeDouble = "a number beyond the range of a double";
    private const string ManyDigits = "a number of more digits";
    private const string AnotherNumber = "another number";
    private const string AnotherText = "another text";
    private readonly ColumnType _type;
    private readonly TimeParser? _time;
    private readonly ColumnErrors _errors;
    private readonly int _column;

    /// <summary>Creates a writer of the column with this number.</summary>
    public JsonColumnWriter(ColumnSpec spec, int column, TimeParser? time)
    {
        _type = spec.Type;
        _time = time;
        _column = column;
        _errors = new ColumnErrors(spec, ColumnErrors.ExpectationOf(spec.Type, time));
    }

    /// <summary>Writes the value; false when the column can't take it, and then the row is dead.</summary>
    public bool TryWrite(RecordBatch batch, int row, in JsonValue value)
    {
        var column = batch.Columns[_column];
        if (value.Kind is JsonTokenType.None or JsonTokenType.Null)
        {
            column.SetNull(row, batch.RowCount);
            return true;
        }

        if (value.Barrier is { } barrier)
        {
            batch.Kill(row, DeadReason.Malformed, _errors.Barred(barrier, value.KindText));
            return false;
        }

        var wrong = Convert(batch, row, in value, column);
        if (wrong is null)
        {
            return true;
        }

        batch.Kill(row, _errors.Reason, _errors.Expected(wrong));
        return false;
    }

    private string? Convert(RecordBatch batch, int row, in JsonValue value, Column column)
    {
        var text = batch.Data.AsSpan(batch.RowStart[row] + value.Start, value.Length);
        switch (_type)
        {
            case ColumnType.String when value.Kind == JsonTokenType.String:
                column.Values<Utf8Slice>()[row] = Slice(batch, row, in value, text);
                return null;
            case ColumnType.Boolean when value.Kind is JsonTokenType.True or JsonTokenType.False:
                column.Values<bool>()[row] = value.Kind == JsonTokenType.True;
                return null;
            case ColumnType.Timestamp:
                return ConvertTime(batch, row, in value, column.Values<long>(), text);
            case ColumnType.Int64 or ColumnType.Double or ColumnType.Decimal when value.Kind == JsonTokenType.Number:
                return ConvertNumber(row, column, text);
            default:
                return value.KindText;
        }
    }

    private string? ConvertNumber(int row, Column column, ReadOnlySpan<byte> text)
    {
        if (_type == ColumnType.Int64)
        {
            return NumberText.TryInteger(text, out column.Values<long>()[row]) ? null : AnotherNumber;
        }

        if (_type == ColumnType.Double)
        {
            ref var value = ref column.Values<double>()[row];
            return Utf8Parser.TryParse(text, out value, out int read) && read == text.Length && double.IsFinite(value)
                ? null
                : HugeDouble;
        }

        ref var exact = ref column.Values<decimal>()[row];
        return ExactDecimal.TryParse(text, out exact) ? null
            : ExactDecimal.TryNearest(text, out exact) ? ManyDigits : AnotherNumber;
    }

    private string? ConvertTime(RecordBatch batch, int row, in JsonValue value, long[] to, ReadOnlySpan<byte> text)
    {
        if (value.Kind == JsonTokenType.String)
        {
            var slice = value.Escaped ? batch.Text(Slice(batch, row, in value, text)) : text;
            return _time!.TryParse(slice, out to[row]) ? null : AnotherText;
        }

        if (value.Kind == JsonTokenType.Number && _time is EpochTimeParser)
        {
            return _time.TryParse(text, out to[row]) ? null : AnotherNumber;
        }

        return value.KindText;
    }

    private static Utf8Slice Slice(RecordBatch batch, int row, in JsonValue value, ReadOnlySpan<byte> text)
    {
        if (!value.Escaped)
        {
            return new Utf8Slice(batch.RowStart[row] + value.Start, value.Length);
        }

        var from = batch.Scratch.Length;
        JsonEscapes.TryUnescape(text, batch.Scratch.GetSpan(text.Length), out var length);
        batch.Scratch.Advance(length);
        return batch.Scratch.SliceFrom(from);
    }
}
