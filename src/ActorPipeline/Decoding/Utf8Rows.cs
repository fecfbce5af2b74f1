using System.Text.Unicode;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>The checks of a batch that come before decoding.</summary>
internal static class Utf8Rows
{
    private const string Detail = "the record's bytes are not UTF-8";

    /// <summary>
    /// Makes live rows that are not UTF-8 dead letters. Costs one vectorized pass over the batch; only when that
    /// fails is each row looked at by itself. Throws <see cref="ArgumentException"/> for rows outside of the data.
    /// </summary>
    public static void KillInvalid(RecordBatch batch)
    {
        if (batch.RowCount == 0)
        {
            return;
        }

        var from = batch.RowStart[0];
        var to = batch.RowEnd[batch.RowCount - 1];
        if ((uint)from <= (uint)to && to <= batch.Data.Length && Utf8.IsValid(batch.Data.AsSpan(from, to - from)))
        {
            return;
        }

        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.Status[row] == RowStatus.Live && !Utf8.IsValid(batch.RowBytes(row)))
            {
                batch.Kill(row, DeadReason.InvalidUtf8, Detail);
            }
        }
    }
}
