using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary><c>is null</c> and <c>is not null</c>; never null itself.</summary>
internal sealed class NullTestKernel(bool isNull, Kernel input, Column<bool> output) : Kernel(output)
{
    public override Column Evaluate(RecordBatch batch)
    {
        var column = input.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        var results = output.Data.AsSpan(0, rows);
        if (!column.HasNulls)
        {
            results.Fill(!isNull);
            return output;
        }

        var nulls = column.IsNull.AsSpan(0, rows);
        for (var i = 0; i < nulls.Length; i++)
        {
            results[i] = nulls[i] == isNull;
        }

        return output;
    }
}
