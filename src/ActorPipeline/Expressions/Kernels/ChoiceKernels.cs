using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary><c>if(condition, then, otherwise)</c>; a null condition chooses otherwise.</summary>
internal sealed class IfKernel<T>(Kernel condition, Kernel then, Kernel otherwise, Column<T> output) : Kernel(output)
    where T : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var (c, a, b) = (condition.Evaluate(batch), then.Evaluate(batch), otherwise.Evaluate(batch));
        var rows = batch.RowCount;
        output.Reset(rows);
        var chosen = c.Values<bool>().AsSpan(0, rows);
        var x = a.Values<T>().AsSpan(0, rows);
        var y = b.Values<T>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        if (!c.HasNulls && !a.HasNulls && !b.HasNulls)
        {
            for (var i = 0; i < chosen.Length; i++)
            {
                results[i] = chosen[i] ? x[i] : y[i];
            }

            return output;
        }

        for (var i = 0; i < chosen.Length; i++)
        {
            var first = chosen[i] && !c.IsNullAt(i);
            results[i] = first ? x[i] : y[i];
            if ((first ? a : b).IsNullAt(i))
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }
}

/// <summary>The first operand that is not null; operands after one without nulls are not computed.</summary>
internal sealed class CoalesceKernel<T>(Kernel[] operands, Column<T> output) : Kernel(output)
    where T : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var rows = batch.RowCount;
        output.Reset(rows);
        var first = operands[0].Evaluate(batch);
        first.Values<T>().AsSpan(0, rows).CopyTo(output.Data);
        Nulls.Add(output, first, rows);
        for (var operand = 1; operand < operands.Length && output.HasNulls; operand++)
        {
            var column = operands[operand].Evaluate(batch);
            var values = column.Values<T>().AsSpan(0, rows);
            var nulls = output.IsNull.AsSpan(0, rows);
            for (var i = 0; i < values.Length; i++)
            {
                if (nulls[i])
                {
                    output.Data[i] = values[i];
                    nulls[i] = column.IsNullAt(i);
                }
            }
        }

        return output;
    }
}
