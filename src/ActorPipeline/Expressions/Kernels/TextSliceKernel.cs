using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// A piece of a text, found by up to two numbers; false makes the result null. Implemented by structs.
/// </summary>
internal interface ITextSlice
{
    static abstract bool Apply(ReadOnlySpan<byte> text, long first, long second, out int start, out int length);
}

/// <summary>A number that a slice depends on: a column, or a constant when there is no kernel.</summary>
internal readonly record struct SliceNumber(Kernel? Kernel, long Constant);

/// <summary>The loop of an operation that takes a piece of a text; nothing is copied.</summary>
internal sealed class TextSliceKernel<TOperation>(
    Kernel input, SliceNumber first, SliceNumber second, Column<Utf8Slice> output) : Kernel(output)
    where TOperation : struct, ITextSlice
{
    public override Column Evaluate(RecordBatch batch)
    {
        var (column, a, b) = (input.Evaluate(batch), first.Kernel?.Evaluate(batch), second.Kernel?.Evaluate(batch));
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, column, rows);
        var x = Numbers(a, rows);
        var y = Numbers(b, rows);
        var text = new BatchText(batch);
        var slices = column.Values<Utf8Slice>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        for (var i = 0; i < slices.Length; i++)
        {
            var slice = slices[i];
            var (p, q) = (x.IsEmpty ? first.Constant : x[i], y.IsEmpty ? second.Constant : y[i]);
            if (TOperation.Apply(text[slice], p, q, out var start, out var length))
            {
                results[i] = new Utf8Slice(slice.Start >= 0 ? slice.Start + start : slice.Start - start, length);
            }
            else
            {
                results[i] = default;
                output.SetNull(i, rows);
            }
        }

        return output;
    }

    private ReadOnlySpan<long> Numbers(Column? column, int rows)
    {
        if (column is null)
        {
            return default;
        }

        Nulls.Add(output, column, rows);
        return column.Values<long>().AsSpan(0, rows);
    }
}
