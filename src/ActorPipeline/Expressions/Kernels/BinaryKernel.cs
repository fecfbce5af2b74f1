using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// An operation of two values; false makes the result null. Implemented by structs, so that loops inline it.
/// </summary>
internal interface IBinary<TLeft, TRight, TOut>
{
    static abstract bool Apply(TLeft left, TRight right, out TOut result);
}

/// <summary>The loop of an operation of two columns.</summary>
internal sealed class BinaryKernel<TOperation, TLeft, TRight, TOut>(
    Kernel left, Kernel right, Column<TOut> output) : Kernel(output)
    where TOperation : struct, IBinary<TLeft, TRight, TOut>
    where TLeft : struct
    where TRight : struct
    where TOut : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var (a, b) = (left.Evaluate(batch), right.Evaluate(batch));
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, a, rows);
        Nulls.Add(output, b, rows);
        var x = a.Values<TLeft>().AsSpan(0, rows);
        var y = b.Values<TRight>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        for (var i = 0; i < x.Length; i++)
        {
            if (!TOperation.Apply(x[i], y[i], out results[i]))
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }
}

/// <summary>The loop of an operation of a column and a constant.</summary>
internal sealed class BinaryConstantKernel<TOperation, TLeft, TRight, TOut>(
    Kernel left, TRight right, Column<TOut> output) : Kernel(output)
    where TOperation : struct, IBinary<TLeft, TRight, TOut>
    where TLeft : struct
    where TRight : struct
    where TOut : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var a = left.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, a, rows);
        var y = right;
        var x = a.Values<TLeft>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        for (var i = 0; i < x.Length; i++)
        {
            if (!TOperation.Apply(x[i], y, out results[i]))
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }
}
