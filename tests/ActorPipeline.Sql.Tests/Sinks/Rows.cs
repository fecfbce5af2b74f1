using System.Text;
using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Sql.Tests.Sinks;

/// <summary>Builds batches from plain values; null is null, a byte array is text that need not be UTF-8.</summary>
internal static class Rows
{
    public static ResultBatch Of(IReadOnlyList<ResultColumn> schema, params object?[][] rows)
    {
        var batch = new ResultBatch(schema) { RowCount = rows.Length };
        for (var i = 0; i < schema.Count; i++)
        {
            batch.Columns[i].Reset(rows.Length);
            for (var row = 0; row < rows.Length; row++)
            {
                Set(batch, i, row, rows[row][i]);
            }
        }

        return batch;
    }

    private static void Set(ResultBatch batch, int column, int row, object? value)
    {
        var target = batch.Columns[column];
        switch (value)
        {
            case null:
                target.SetNull(row, batch.RowCount);
                break;
            case long number:
                target.Values<long>()[row] = number;
                break;
            case double number:
                target.Values<double>()[row] = number;
                break;
            case decimal number:
                target.Values<decimal>()[row] = number;
                break;
            case bool truth:
                target.Values<bool>()[row] = truth;
                break;
            case string text:
                target.Values<Utf8Slice>()[row] = batch.Scratch.Append(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] bytes:
                target.Values<Utf8Slice>()[row] = batch.Scratch.Append(bytes);
                break;
            default:
                throw new ArgumentException($"no column holds a {value.GetType()}");
        }
    }
}
