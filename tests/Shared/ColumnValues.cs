using System.Text;
using ActorPipeline.Records;

namespace Shared;

/// <summary>Values of columns as objects: long, double, decimal, bool, text, or null.</summary>
internal static class ColumnValues
{
    /// <summary>Finds a text's bytes.</summary>
    public delegate ReadOnlySpan<byte> TextFinder(Utf8Slice slice);

    /// <summary>Sets a value; text, or bytes that need not be UTF-8, goes to the arena.</summary>
    public static void Set(Column column, int row, int rows, object? value, ByteArena text)
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
            case bool truth:
                column.Values<bool>()[row] = truth;
                break;
            case string characters:
                column.Values<Utf8Slice>()[row] = text.Append(Encoding.UTF8.GetBytes(characters));
                break;
            case byte[] bytes:
                column.Values<Utf8Slice>()[row] = text.Append(bytes);
                break;
            default:
                throw new ArgumentException($"no column holds a {value.GetType()}");
        }
    }

    /// <summary>Gets a value.</summary>
    public static object? Get(Column column, int row, TextFinder find) => column.IsNullAt(row)
        ? null
        : column.Type switch
        {
            ColumnType.Int64 or ColumnType.Timestamp => column.Values<long>()[row],
            ColumnType.Double => column.Values<double>()[row],
            ColumnType.Decimal => column.Values<decimal>()[row],
            ColumnType.Boolean => column.Values<bool>()[row],
            _ => Encoding.UTF8.GetString(find(column.Values<Utf8Slice>()[row])),
        };

    /// <summary>Gets a value whose text, if it is any, is in an arena.</summary>
    public static object? Get(Column column, int row, ByteArena text) =>
        Get(column, row, slice => text.Written.Slice(~slice.Start, slice.Length));
}
