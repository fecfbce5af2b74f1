using System.Text;
using System.Text.Unicode;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>The checks of a batch that come before decoding.</summary>
internal static class Utf8Rows
{
    private const string Detail = "the record's bytes are not UTF-8";

    /// <summary>
    /// Makes live rows that are not UTF-8 dead letters. Costs one vectorized pass over the batch while it is ASCII, two
    /// while it is UTF-8; only when that fails is each row looked at by itself.
    /// </summary>
    public static void KillInvalid(RecordBatch batch)
    {
        if (batch.RowCount == 0)
        {
            return;
        }

        var from = batch.RowStart[0];
        var to = batch.RowEnd[batch.RowCount - 1];
        if ((uint)from <= (uint)to && to <= batch.Data.Length)
        {
            var bytes = batch.Data.AsSpan(from, to - from);
            if (Ascii.IsValid(bytes) || (Utf8.IsValid(bytes) && !AnyRowCutsCharacter(batch)))
            {
                return;
            }
        }

        for (var row = 0; row < batch.RowCount; row++)
        {
            if (batch.Status[row] == RowStatus.Live && !Utf8.IsValid(batch.RowBytes(row)))
            {
                batch.Kill(row, DeadReason.InvalidUtf8, Detail);
            }
        }
    }

    /// <summary>Whether adjacent rows share a character: together they are valid, alone not.</summary>
    private static bool AnyRowCutsCharacter(RecordBatch batch)
    {
        var data = batch.Data;
        for (var row = 0; row < batch.RowCount; row++)
        {
            var (start, end) = (batch.RowStart[row], batch.RowEnd[row]);
            if (IsContinuation(data, start) || IsContinuation(data, end))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsContinuation(byte[] data, int at) => at < data.Length && (data[at] & 0xC0) == 0x80;
}
