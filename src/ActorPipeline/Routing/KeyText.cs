using System.Globalization;
using ActorPipeline.Notation;
using ActorPipeline.Records;

namespace ActorPipeline.Routing;

/// <summary>Reads a part of a key that is written as text.</summary>
internal static class KeyText
{
    /// <summary>Sets the first row of a column; <c>null</c> stands for null but in text.</summary>
    /// <exception cref="FormatException">The text is not of the column's type.</exception>
    public static void Set(Column column, string name, string text)
    {
        if (column.Type != ColumnType.String && text == "null")
        {
            column.SetNull(0, 1);
            return;
        }

        var culture = CultureInfo.InvariantCulture;
        var isRead = column.Type switch
        {
            ColumnType.Int64 => long.TryParse(text, culture, out column.Values<long>()[0]),
            ColumnType.Double => double.TryParse(text, culture, out column.Values<double>()[0]),
            ColumnType.Decimal => ExactDecimal.TryParse(
                System.Text.Encoding.UTF8.GetBytes(text), out column.Values<decimal>()[0]),
            ColumnType.Boolean => bool.TryParse(text, out column.Values<bool>()[0]),
            ColumnType.Timestamp => Iso8601.TryParse(
                System.Text.Encoding.UTF8.GetBytes(text), out column.Values<long>()[0]),
            _ => true,
        };
        if (!isRead)
        {
            throw new FormatException($"the key's part {name} is a {column.Type}, and '{text}' is none");
        }
    }

    /// <summary>The first row of a column as text, such that <see cref="Set"/> reads it.</summary>
    public static string Of(Column column, ByteArena text) => column.IsNullAt(0) ? "null" : column.Type switch
    {
        ColumnType.Double => column.Values<double>()[0].ToString("R", CultureInfo.InvariantCulture),
        ColumnType.Decimal => column.Values<decimal>()[0].ToString(CultureInfo.InvariantCulture),
        ColumnType.Boolean => column.Values<bool>()[0] ? "true" : "false",
        ColumnType.String => System.Text.Encoding.UTF8.GetString(TextOf(column.Values<Utf8Slice>()[0], text)),
        ColumnType.Timestamp => Iso8601.Format(column.Values<long>()[0]),
        _ => column.Values<long>()[0].ToString(CultureInfo.InvariantCulture),
    };

    private static ReadOnlySpan<byte> TextOf(Utf8Slice slice, ByteArena text) =>
        text.Written.Slice(~slice.Start, slice.Length);
}
