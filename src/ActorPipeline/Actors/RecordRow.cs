using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>A record, as a message is made of it: the columns that the actor asked for. A null value is its type's
/// default; <see cref="IsNull{T}"/> tells.</summary>
public readonly ref struct RecordRow
{
    private readonly EventBatch _batch;
    private readonly int _row;

    internal RecordRow(EventBatch batch, int row) => (_batch, _row) = (batch, row);

    /// <summary>Event time, microseconds since 1970; 0 where the plan has no event time.</summary>
    public long EventTimeUs => _batch.TimesUs[_row];

    /// <summary>The original bytes of the record.</summary>
    public ReadOnlySpan<byte> Bytes => _batch.RecordOf!(_row);

    /// <summary>A whole number.</summary>
    public long this[RecordColumn<long> column] => Of<long, long>(column);

    /// <summary>A floating-point number.</summary>
    public double this[RecordColumn<double> column] => Of<double, double>(column);

    /// <summary>A decimal number.</summary>
    public decimal this[RecordColumn<decimal> column] => Of<decimal, decimal>(column);

    /// <summary>A truth value.</summary>
    public bool this[RecordColumn<bool> column] => Of<bool, bool>(column);

    /// <summary>Text; empty where it is null.</summary>
    public string this[RecordColumn<string> column] => Encoding.UTF8.GetString(Utf8(column));

    /// <summary>A point in time.</summary>
    public DateTimeOffset this[RecordColumn<DateTimeOffset> column] =>
        DateTimeOffset.UnixEpoch.AddTicks(Of<DateTimeOffset, long>(column) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The bytes of a text; valid until the message is made.</summary>
    public ReadOnlySpan<byte> Utf8(RecordColumn<string> column) =>
        IsNull(column) ? default : _batch.TextOf(_batch.Columns[column.Index].Values<Utf8Slice>()[_row]);

    /// <summary>Whether a value is null.</summary>
    public bool IsNull<T>(RecordColumn<T> column) => _batch.Columns[column.Index].IsNullAt(_row);

    private TValue Of<T, TValue>(RecordColumn<T> column)
        where TValue : struct
    {
        var values = _batch.Columns[column.Index];
        return values.IsNullAt(_row) ? default : values.Values<TValue>()[_row];
    }
}
