using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// <c>and</c> and <c>or</c> of any number of operands in three-valued logic. Operands are consumed one by one into the
/// result: it holds "no operand was definitely false (true)" and, apart, "some operand was null".
/// </summary>
internal sealed class ConnectiveKernel(bool isOr, Kernel[] operands, Column<bool> output) : Kernel(output)
{
    private bool[] _unknown = [];

    public override Column Evaluate(RecordBatch batch)
    {
        var rows = batch.RowCount;
        output.Reset(rows);
        var results = output.Data.AsSpan(0, rows);
        results.Fill(!isOr);
        var anyNulls = false;
        foreach (var operand in operands)
        {
            var column = operand.Evaluate(batch);
            var values = column.Values<bool>().AsSpan(0, rows);
            if (column.HasNulls)
            {
                ConsumeWithNulls(column, values, results, first: !anyNulls);
                anyNulls = true;
            }
            else if (isOr)
            {
                Nulls.Or(results, values);
            }
            else
            {
                Nulls.And(results, values);
            }
        }

        for (var i = 0; anyNulls && i < rows; i++)
        {
            if (_unknown[i] & (results[i] != isOr))
            {
                output.SetNull(i, rows);
            }
        }

        return output;
    }

    private void ConsumeWithNulls(Column column, ReadOnlySpan<bool> values, Span<bool> results, bool first)
    {
        if (first)
        {
            _unknown = _unknown.Length < results.Length ? new bool[output.Data.Length] : _unknown;
            _unknown.AsSpan(0, results.Length).Clear();
        }

        var nulls = column.IsNull.AsSpan(0, results.Length);
        Nulls.Or(_unknown.AsSpan(0, results.Length), nulls);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = isOr ? results[i] | (values[i] & !nulls[i]) : results[i] & (values[i] | nulls[i]);
        }
    }
}
