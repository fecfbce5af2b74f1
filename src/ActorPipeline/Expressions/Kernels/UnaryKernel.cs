using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// An operation of one value; false makes the result null. Implemented by structs, so that loops inline it.
/// </summary>
internal interface IUnary<TIn, TOut>
{
    static abstract bool Apply(TIn value, out TOut result);
}

/// <summary>The loop of an operation of one column.</summary>
internal sealed class UnaryKernel<TOperation, TIn, TOut>(Kernel input, Column<TOut> output) : Kernel(output)
    where TOperation : struct, IUnary<TIn, TOut>
    where TIn : struct
    where TOut : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var column = input.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, column, rows);
        var values = column.Values<TIn>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        for (var i = 0; i < values.Length; i++)
        {
            if (!TOperation.Apply(values[i], out results[i]))
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }
}
