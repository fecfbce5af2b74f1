using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>The lesser or greater of two texts, by their bytes.</summary>
internal sealed class TextExtremeKernel(bool greatest, Kernel left, Kernel right, Column<Utf8Slice> output)
    : Kernel(output)
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
            results[i] = text[x[i]].SequenceCompareTo(text[y[i]]) > 0 == greatest ? x[i] : y[i];
        }

        return output;
    }
}
