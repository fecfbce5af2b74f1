using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>
/// Replaces operations on constants by their value, computed by the very kernels that run over batches, so that a
/// folded expression can't mean anything else.
/// </summary>
internal static class Folder
{
    public static TypedNode Fold(TypedNode node) => node is CallNode call ? FoldCall(call) : node;

    private static TypedNode FoldCall(CallNode call)
    {
        var arguments = Array.ConvertAll(call.Arguments, Fold);
        if (call.IsStrict && Array.Exists(arguments, argument => argument is ConstantNode { IsNull: true }))
        {
            return new ConstantNode(call.Type, null);
        }

        var folded = call.WithArguments(arguments);
        return Array.TrueForAll(arguments, argument => argument is ConstantNode) ? Evaluate(folded) : folded;
    }

    private static ConstantNode Evaluate(CallNode call)
    {
        var batch = new RecordBatch([]);
        batch.AddRow(0, 0);
        var column = call.Lower(new Kernels.Registers()).Evaluate(batch);
        return new ConstantNode(call.Type, column.IsNullAt(0) ? null : call.Type switch
        {
            ColumnType.Int64 or ColumnType.Timestamp => column.Values<long>()[0],
            ColumnType.Double => column.Values<double>()[0],
            ColumnType.Decimal => column.Values<decimal>()[0],
            ColumnType.Boolean => column.Values<bool>()[0],
            _ => batch.Text(column.Values<Utf8Slice>()[0]).ToArray(),
        });
    }
}
