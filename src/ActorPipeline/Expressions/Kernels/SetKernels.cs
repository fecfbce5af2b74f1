using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// <c>in</c> a list of constants: a linear search of a short list, a binary one of a long list. Without a match the
/// result is null if the list has a null.
/// </summary>
internal sealed class SetKernel<T> : Kernel
    where T : struct, IEquatable<T>
{
    private const int LinearLength = 16;

    private readonly Kernel _input;
    private readonly T[] _sorted;
    private readonly bool _hasNull;
    private readonly Column<bool> _output;

    public SetKernel(Kernel input, T[] constants, bool hasNull, Column<bool> output)
        : base(output)
    {
        (_input, _sorted, _hasNull, _output) = (input, constants, hasNull, output);
        Array.Sort(_sorted);
    }

    public override Column Evaluate(RecordBatch batch)
    {
        var column = _input.Evaluate(batch);
        var rows = batch.RowCount;
        _output.Reset(rows);
        Nulls.Add(_output, column, rows);
        var values = column.Values<T>().AsSpan(0, rows);
        var results = _output.Data.AsSpan(0, rows);
        for (var i = 0; i < values.Length; i++)
        {
            results[i] = _sorted.Length <= LinearLength
                ? _sorted.AsSpan().Contains(values[i])
                : Array.BinarySearch(_sorted, values[i]) >= 0;
            if (!results[i] && _hasNull)
            {
                _output.SetNull(i, rows);
            }
        }

        return _output;
    }
}

/// <summary><c>in</c> a list of constant texts: a binary search by bytes.</summary>
internal sealed class TextSetKernel : Kernel
{
    private readonly Kernel _input;
    private readonly byte[][] _sorted;
    private readonly bool _hasNull;
    private readonly Column<bool> _output;

    public TextSetKernel(Kernel input, byte[][] constants, bool hasNull, Column<bool> output)
        : base(output)
    {
        (_input, _sorted, _hasNull, _output) = (input, constants, hasNull, output);
        Array.Sort(_sorted, (a, b) => a.AsSpan().SequenceCompareTo(b));
    }

    public override Column Evaluate(RecordBatch batch)
    {
        var column = _input.Evaluate(batch);
        var rows = batch.RowCount;
        _output.Reset(rows);
        Nulls.Add(_output, column, rows);
        var text = new BatchText(batch);
        var values = column.Values<Utf8Slice>().AsSpan(0, rows);
        var results = _output.Data.AsSpan(0, rows);
        for (var i = 0; i < values.Length; i++)
        {
            results[i] = Contains(text[values[i]]);
            if (!results[i] && _hasNull)
            {
                _output.SetNull(i, rows);
            }
        }

        return _output;
    }

    private bool Contains(ReadOnlySpan<byte> value)
    {
        var (low, high) = (0, _sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = value.SequenceCompareTo(_sorted[middle]);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order > 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}
