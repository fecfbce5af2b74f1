using System.Text;
using System.Text.RegularExpressions;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// A search by regular expression, which works on UTF-16: each live text is transcoded to a buffer that is kept.
/// The expression is the kernel's own, because one that threads share allocates when they meet.
/// </summary>
internal sealed class RegexKernel(Kernel input, Regex regex, Column<bool> output) : Kernel(output)
{
    private char[] _chars = [];

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
            output.Data[i] = batch.Status[i] == RowStatus.Live && !output.IsNullAt(i) && IsMatch(text[slices[i]]);
        }

        return output;
    }

    private bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (_chars.Length < text.Length)
        {
            _chars = new char[Math.Max(256, 2 * text.Length)];
        }

        return regex.IsMatch(_chars.AsSpan(0, Encoding.UTF8.GetChars(text, _chars)));
    }
}
