using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>Replaces every occurrence of one text in another; a text without any is not copied.</summary>
internal sealed class ReplaceKernel(Kernel input, Kernel from, Kernel to, Column<Utf8Slice> output) : Kernel(output)
{
    public override Column Evaluate(RecordBatch batch)
    {
        var (x, a, b) = (input.Evaluate(batch), from.Evaluate(batch), to.Evaluate(batch));
        var rows = batch.RowCount;
        output.Reset(rows);
        Nulls.Add(output, x, rows);
        Nulls.Add(output, a, rows);
        Nulls.Add(output, b, rows);
        var text = new BatchText(batch);
        var (slices, olds, news) = (x.Values<Utf8Slice>(), a.Values<Utf8Slice>(), b.Values<Utf8Slice>());
        for (var i = 0; i < rows; i++)
        {
            output.Data[i] = slices[i];
            if (batch.Status[i] != RowStatus.Live || output.IsNullAt(i))
            {
                continue;
            }

            var start = batch.Scratch.Length;
            var old = text[olds[i]];
            var first = old.IsEmpty ? -1 : text[slices[i]].IndexOf(old);
            if (first >= 0)
            {
                if (!TryReplace(text[slices[i]], first, old, text[news[i]], batch.Scratch))
                {
                    output.SetNull(i, rows);
                }

                output.Data[i] = batch.Scratch.SliceFrom(start);
            }
        }

        return output;
    }

    private static bool TryReplace(
        ReadOnlySpan<byte> text, int match, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement, ByteArena target)
    {
        var start = target.Length;
        while (match >= 0)
        {
            if (target.Length - start + (long)match + replacement.Length > TextLimits.MaxComputedBytes)
            {
                return false;
            }

            target.Append(text[..match]);
            target.Append(replacement);
            text = text[(match + old.Length)..];
            match = text.IndexOf(old);
        }

        target.Append(text);
        return target.Length - start <= TextLimits.MaxComputedBytes;
    }
}
