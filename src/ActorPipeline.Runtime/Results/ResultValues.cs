using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Runtime.Results;

/// <summary>Rows of columns as values by name, for whoever wants them one by one.</summary>
internal static class ResultValues
{
    /// <summary>A value for each column.</summary>
    public static object?[] ValuesOf(this ResultBatch batch, int row)
    {
        var values = new object?[batch.Columns.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var column = batch.Columns[i];
            values[i] = column.Type == ColumnType.String && !column.IsNullAt(row)
                ? Encoding.UTF8.GetString(batch.Text(column.Values<Utf8Slice>()[row]))
                : ValueOf(column, row);
        }

        return values;
    }

    /// <summary>A value that is not text; null where it is null.</summary>
    public static object? ValueOf(Column column, int row) => column.IsNullAt(row)
        ? null
        : column.Type switch
        {
            ColumnType.Double => column.Values<double>()[row],
            ColumnType.Decimal => column.Values<decimal>()[row],
            ColumnType.Boolean => column.Values<bool>()[row],
            _ => column.Values<long>()[row],
        };

    /// <summary>The value of a column.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public static object? ValueOf(
        this IReadOnlyList<ResultColumn> columns, IReadOnlyList<object?> values, string column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Name == column)
            {
                return values[i];
            }
        }

        throw new ArgumentException(
            $"there is no column '{column}'; there are {string.Join(", ", columns.Select(c => c.Name))}",
            nameof(column));
    }
}
