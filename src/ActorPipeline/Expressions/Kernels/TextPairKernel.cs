using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A value of two texts, which are UTF-8. Implemented by structs, so that loops inline it.</summary>
internal interface ITextPair<TOut>
{
    static abstract TOut Apply(BatchText text, Utf8Slice left, Utf8Slice right);
}

/// <summary>The loop of an operation on two columns of text.</summary>
internal sealed class TextPairKernel<TOperation, TOut>(Kernel left, Kernel right, Column<TOut> output) : Kernel(output)
    where TOperation : struct, ITextPair<TOut>
    where TOut : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var (a, b) = (left.Evaluate(batch), right.Evaluate(batch));
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, a, rows);
        Nulls.Add(output, b, rows);
        var text = new BatchText(batch);
        var x = a.Values<Utf8Slice>().AsSpan(0, rows);
        var y = b.Values<Utf8Slice>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = TOperation.Apply(text, x[i], y[i]);
        }

        return output;
    }
}
