using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// Gives kernels the columns that they write to while an expression is lowered. Lowering visits nodes in the order of
/// evaluation, so a column whose consumer has been lowered is free for the next kernel: the memory of an evaluator
/// grows with the depth of its expression, not with its length. So a kernel must not touch its output before all its
/// operands are evaluated, unless it rented the output before it lowered any of them.
/// </summary>
internal sealed class Registers
{
    private readonly List<Column> _free = [];

    public Column<T> Rent<T>(ColumnType type)
        where T : struct
    {
        var index = _free.FindLastIndex(column => column.Type == type);
        if (index < 0)
        {
            return (Column<T>)Column.Create(type);
        }

        var column = _free[index];
        _free.RemoveAt(index);
        return (Column<T>)column;
    }

    /// <summary>Frees what these operands wrote; call it when their consumer has its own column.</summary>
    public void Release(params ReadOnlySpan<Kernel> consumed)
    {
        foreach (var kernel in consumed)
        {
            if (kernel.Register is { } register)
            {
                _free.Add(register);
            }
        }
    }
}
