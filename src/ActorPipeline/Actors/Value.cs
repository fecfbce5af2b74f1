using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Actors;

/// <summary>A value of a row that an actor emits, of one of the types of columns; null for none.</summary>
public readonly struct Value
{
    private readonly decimal _decimal;
    private readonly long _bits;
    private readonly string? _text;

    private Value(ColumnType type, long bits, decimal number = 0, string? text = null) =>
        (Type, _bits, _decimal, _text) = (type, bits, number, text);

    /// <summary>No value.</summary>
    public static Value Null => default;

    /// <summary>The type; null for no value.</summary>
    public ColumnType? Type { get; }

    /// <summary>A whole number.</summary>
    public static implicit operator Value(long value) => new(ColumnType.Int64, value);

    /// <summary>A floating-point number.</summary>
    public static implicit operator Value(double value) =>
        new(ColumnType.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A decimal number.</summary>
    public static implicit operator Value(decimal value) => new(ColumnType.Decimal, 0, value);

    /// <summary>A truth value.</summary>
    public static implicit operator Value(bool value) => new(ColumnType.Boolean, value ? 1 : 0);

    /// <summary>Text; null for no value.</summary>
    public static implicit operator Value(string? value) =>
        value is null ? Null : new Value(ColumnType.String, 0, text: value);

    /// <summary>A point in time; what is finer than a microsecond is cut off.</summary>
    public static implicit operator Value(DateTimeOffset value) =>
        new(ColumnType.Timestamp, (value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The value as an object: long, double, decimal, bool, string, DateTimeOffset or null.</summary>
    public object? ToObject() => Type switch
    {
        null => null,
        ColumnType.Int64 => _bits,
        ColumnType.Double => BitConverter.Int64BitsToDouble(_bits),
        ColumnType.Decimal => _decimal,
        ColumnType.Boolean => _bits != 0,
        ColumnType.String => _text,
        _ => DateTimeOffset.UnixEpoch.AddTicks(_bits * TimeSpan.TicksPerMicrosecond),
    };

    /// <inheritdoc />
    public override string ToString() =>
        Convert.ToString(ToObject(), System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    /// <summary>Sets a row of a column of the value's type; the value is not null.</summary>
    internal void WriteTo(Column column, int row, ByteArena text)
    {
        switch (Type)
        {
            case ColumnType.Double:
                column.Values<double>()[row] = BitConverter.Int64BitsToDouble(_bits);
                break;
            case ColumnType.Decimal:
                column.Values<decimal>()[row] = _decimal;
                break;
            case ColumnType.Boolean:
                column.Values<bool>()[row] = _bits != 0;
                break;
            case ColumnType.String:
                var start = text.Length;
                Encoding.UTF8.GetBytes(_text.AsSpan(), text);
                column.Values<Utf8Slice>()[row] = text.SliceFrom(start);
                break;
            default:
                column.Values<long>()[row] = _bits;
                break;
        }
    }
}
