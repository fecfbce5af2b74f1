using ActorPipeline.Emission;
using ActorPipeline.Plan;

namespace Shared;

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
                ColumnValues.Set(batch.Columns[i], row, rows.Length, rows[row][i], batch.Scratch);
            }
        }

        return batch;
    }
}
