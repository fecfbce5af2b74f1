using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A value read from a text; false makes the result null. Implemented by structs.</summary>
internal interface ITextValue<TOut>
{
    static abstract bool Apply(ReadOnlySpan<byte> text, out TOut result);
}

/// <summary>The loop of an operation that reads a value from a text, such as a cast.</summary>
internal sealed class TextValueKernel<TOperation, TOut>(Kernel input, Column<TOut> output) : Kernel(output)
    where TOperation : struct, ITextValue<TOut>
    where TOut : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var column = input.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, column, rows);
        var text = new BatchText(batch);
        var slices = column.Values<Utf8Slice>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        for (var i = 0; i < slices.Length; i++)
        {
            if (!TOperation.Apply(text[slices[i]], out results[i]))
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }
}
