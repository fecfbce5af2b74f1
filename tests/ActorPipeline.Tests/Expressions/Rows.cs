using System.Globalization;
using System.Text;
using ActorPipeline.Expressions;
using ActorPipeline.Records;

namespace ActorPipeline.Tests.Expressions;

/// <summary>Makes batches of values and evaluates expressions over them.</summary>
internal static class Rows
{
    /// <summary>Two columns of each type; the second of each is named by the next letter.</summary>
    public static ExpressionSchema Schema { get; } = new(
        ("i", ColumnType.Int64), ("j", ColumnType.Int64),
        ("d", ColumnType.Double), ("e", ColumnType.Double),
        ("m", ColumnType.Decimal), ("n", ColumnType.Decimal),
        ("b", ColumnType.Boolean), ("c", ColumnType.Boolean),
        ("s", ColumnType.String), ("t", ColumnType.String),
        ("at", ColumnType.Timestamp), ("until", ColumnType.Timestamp));

    /// <summary>
    /// Values in the order of <see cref="Schema"/>; texts lie in the data and in the scratch by turns.
    /// </summary>
    public static RecordBatch Batch(params object?[][] rows)
    {
        var batch = new RecordBatch([.. Schema.Columns.Select(column => column.Type)]);
        Fill(batch, rows);
        return batch;
    }

    public static void Fill(RecordBatch batch, object?[][] rows)
    {
        batch.Clear();
        for (var row = 0; row < rows.Length; row++)
        {
            batch.AddRow(0, 0);
        }

        batch.ResetColumns();
        var data = new List<byte>();
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                Set(batch, data, row, batch.Columns[column], rows[row][column]);
            }
        }

        batch.Data = [.. data];
    }

    /// <summary>One row with these values of named columns, all others null.</summary>
    public static object?[] Row(params (string Column, object? Value)[] values)
    {
        var row = new object?[Schema.Columns.Count];
        foreach (var (column, value) in values)
        {
            row[Schema.IndexOf(column)] = value;
        }

        return row;
    }

    public static object?[] Evaluate(string text, RecordBatch batch) =>
        Read(ExpressionCompiler.Compile(text, Schema).CreateEvaluator().Evaluate(batch), batch);

    public static object?[] Read(Column column, RecordBatch batch)
    {
        var values = new object?[batch.RowCount];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = ReadRow(column, batch, row);
        }

        return values;
    }

    public static object? ReadRow(Column column, RecordBatch batch, int row) =>
        ColumnValues.Get(column, row, batch.Text);

    public static string Show(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        string s => $"'{s}'",
        decimal m => m.ToString(CultureInfo.InvariantCulture) + "m",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "d",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static void Set(RecordBatch batch, List<byte> data, int row, Column column, object? value)
    {
        switch (value)
        {
            case null:
                column.SetNull(row, batch.RowCount);
                break;
            case long v:
                column.Values<long>()[row] = v;
                break;
            case double v:
                column.Values<double>()[row] = v;
                break;
            case decimal v:
                column.Values<decimal>()[row] = v;
                break;
            case bool v:
                column.Values<bool>()[row] = v;
                break;
            case string v:
                var utf8 = Encoding.UTF8.GetBytes(v);
                column.Values<Utf8Slice>()[row] =
                    row % 2 == 0 ? new Utf8Slice(data.Count, utf8.Length) : batch.Scratch.Append(utf8);
                data.AddRange(row % 2 == 0 ? utf8 : []);
                break;
            default:
                throw new ArgumentException($"no column holds a {value.GetType()}", nameof(value));
        }
    }
}
