using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>A test of two texts as UTF-8 bytes. Implemented by structs, so that loops inline it.</summary>
internal interface ITextTest
{
    static abstract bool Test(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right);
}

/// <summary>A test of two columns.</summary>
internal readonly struct TextTest<TTest> : ITextPair<bool>
    where TTest : struct, ITextTest
{
    public static bool Apply(BatchText text, Utf8Slice left, Utf8Slice right) => TTest.Test(text[left], text[right]);
}

/// <summary>The loop of a test of a column of text with a constant.</summary>
internal sealed class TextTestConstantKernel<TTest>(Kernel left, byte[] right, Column<bool> output) : Kernel(output)
    where TTest : struct, ITextTest
{
    public override Column Evaluate(RecordBatch batch)
    {
        var a = left.Evaluate(batch);
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, a, rows);
        var text = new BatchText(batch);
        var x = a.Values<Utf8Slice>().AsSpan(0, rows);
        var results = output.Data.AsSpan(0, rows);
        ReadOnlySpan<byte> constant = right;
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = TTest.Test(text[x[i]], constant);
        }

        return output;
    }
}
