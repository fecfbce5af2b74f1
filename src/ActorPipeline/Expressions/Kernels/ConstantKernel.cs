using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>One value for all rows, where the operation has no loop of its own for a constant.</summary>
internal sealed class ConstantKernel<T>(T? value, Column<T> output) : Kernel(output)
    where T : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        output.Reset(batch.RowCount);
        if (value is { } constant)
        {
            output.Data.AsSpan(0, batch.RowCount).Fill(constant);
        }
        else
        {
            Nulls.SetAll(output, batch.RowCount);
        }

        return output;
    }
}

/// <summary>One text for all rows, written to the batch's scratch once.</summary>
internal sealed class TextConstantKernel(byte[]? value, Column<Utf8Slice> output) : Kernel(output)
{
    public override Column Evaluate(RecordBatch batch)
    {
        output.Reset(batch.RowCount);
        if (value is { } constant)
        {
            output.Data.AsSpan(0, batch.RowCount).Fill(batch.Scratch.Append(constant));
        }
        else
        {
            Nulls.SetAll(output, batch.RowCount);
        }

        return output;
    }
}
