using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A value as text; 0 bytes mean that it has none, and make the result null. Implemented by structs.</summary>
internal interface IFormat<TIn>
{
    /// <summary>Enough for any number: a decimal has at most 31 bytes, a double 24.</summary>
    const int MaxBytes = 40;

    static abstract int Format(TIn value, Span<byte> target);
}

/// <summary>The loop of an operation that writes a value as text.</summary>
internal sealed class FormatKernel<TOperation, TIn>(Kernel input, Column<Utf8Slice> output) : Kernel(output)
    where TOperation : struct, IFormat<TIn>
    where TIn : struct
{
    public override Column Evaluate(RecordBatch batch)
    {
        var column = input.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, column, rows);
        var values = column.Values<TIn>();
        var scratch = batch.Scratch;
        for (var i = 0; i < rows; i++)
        {
            output.Data[i] = default;
            if (batch.Status[i] != RowStatus.Live || output.IsNullAt(i))
            {
                continue;
            }

            var start = scratch.Length;
            scratch.Advance(TOperation.Format(values[i], scratch.GetSpan(IFormat<TIn>.MaxBytes)));
            output.Data[i] = scratch.SliceFrom(start);
            if (scratch.Length == start)
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }
}
