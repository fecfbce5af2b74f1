using System.Text;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Journal;

/// <summary>Columns with values, and back.</summary>
internal static class Columns
{
    public static Column Make(ColumnType type, ByteArena text, params IReadOnlyList<object?> values)
    {
        var column = Column.Create(type);
        column.Reset(values.Count);
        for (var row = 0; row < values.Count; row++)
        {
            Set(column, row, values[row], values.Count, text);
        }

        return column;
    }

    public static object? Get(Column column, int row, ByteArena text) => column.IsNullAt(row) ? null : column.Type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => column.Values<long>()[row],
        ColumnType.Double => column.Values<double>()[row],
        ColumnType.Decimal => column.Values<decimal>()[row],
        ColumnType.Boolean => column.Values<bool>()[row],
        _ => Encoding.UTF8.GetString(
            text.Written.Slice(~column.Values<Utf8Slice>()[row].Start, column.Values<Utf8Slice>()[row].Length)),
    };

    /// <summary>A random value of a type, or null.</summary>
    public static object? Random(ColumnType type, Random random) => random.Next(6) == 0 ? null : type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => random.NextInt64() >> random.Next(64),
        ColumnType.Double => Math.Round(random.NextDouble() * 100, random.Next(15)),
        ColumnType.Decimal => new decimal(random.Next(), random.Next(2), 0, random.Next(2) == 0, (byte)random.Next(5)),
        ColumnType.Boolean => random.Next(2) == 0,
        _ => string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? "ä" : "b", random.Next(5))),
    };

    private static void Set(Column column, int row, object? value, int rows, ByteArena text)
    {
        switch (value)
        {
            case null:
                column.SetNull(row, rows);
                column.ClearValue(row);
                break;
            case long number:
                column.Values<long>()[row] = number;
                break;
            case double number:
                column.Values<double>()[row] = number;
                break;
            case decimal number:
                column.Values<decimal>()[row] = number;
                break;
            case bool flag:
                column.Values<bool>()[row] = flag;
                break;
            default:
                column.Values<Utf8Slice>()[row] = text.Append(Encoding.UTF8.GetBytes((string)value));
                break;
        }
    }
}
