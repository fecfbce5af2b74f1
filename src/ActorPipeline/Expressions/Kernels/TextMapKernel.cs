using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A text made from another; false when it would be the same, so that nothing is copied.</summary>
internal interface ITextMap
{
    static abstract bool TryMap(ReadOnlySpan<byte> text, ByteArena target);
}

/// <summary>The loop of an operation that changes a text.</summary>
internal sealed class TextMapKernel<TOperation>(Kernel input, Column<Utf8Slice> output) : Kernel(output)
    where TOperation : struct, ITextMap
{
    public override Column Evaluate(RecordBatch batch)
    {
        var column = input.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, column, rows);
        var text = new BatchText(batch);
        var slices = column.Values<Utf8Slice>();
        for (var i = 0; i < rows; i++)
        {
            output.Data[i] = slices[i];
            var start = batch.Scratch.Length;
            if (batch.Status[i] == RowStatus.Live && !output.IsNullAt(i)
                && TOperation.TryMap(text[slices[i]], batch.Scratch))
            {
                output.Data[i] = batch.Scratch.SliceFrom(start);
            }
        }

        return output;
    }
}
