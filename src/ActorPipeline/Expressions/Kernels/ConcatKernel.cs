using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>Joins texts.</summary>
internal sealed class ConcatKernel(Kernel[] operands, Column<Utf8Slice> output) : Kernel(output)
{
    private readonly Column[] _columns = new Column[operands.Length];

    public override Column Evaluate(RecordBatch batch)
    {
        // The output may have been a register inside an operand: it is free only when all operands are evaluated.
        for (var i = 0; i < operands.Length; i++)
        {
            _columns[i] = operands[i].Evaluate(batch);
        }

        var rows = batch.RowCount;
        output.Reset(rows);
        foreach (var column in _columns)
        {
            Nulls.Add(output, column, rows);
        }

        var text = new BatchText(batch);
        for (var row = 0; row < rows; row++)
        {
            output.Data[row] = default;
            if (batch.Status[row] != RowStatus.Live || output.IsNullAt(row))
            {
                continue;
            }

            var start = batch.Scratch.Length;
            if (TryJoin(row, text, batch.Scratch))
            {
                output.Data[row] = batch.Scratch.SliceFrom(start);
            }
            else
            {
                output.SetNull(row, rows);
            }
        }

        return output;
    }

    private bool TryJoin(int row, BatchText text, ByteArena target)
    {
        var length = 0L;
        foreach (var column in _columns)
        {
            length += text[column.Values<Utf8Slice>()[row]].Length;
        }

        if (length > TextLimits.MaxComputedBytes)
        {
            return false;
        }

        foreach (var column in _columns)
        {
            target.Append(text[column.Values<Utf8Slice>()[row]]);
        }

        return true;
    }
}
