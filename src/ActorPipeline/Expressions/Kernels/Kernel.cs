using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Kernels;

/// <summary>
/// One operation over whole columns. Evaluates its operands, then runs one tight loop; rows that are not live are
/// computed too where that is harmless, because a branch costs more. Never throws for a value.
/// </summary>
internal abstract class Kernel(Column? register) : ExpressionEvaluator
{
    /// <summary>
    /// The column that the kernel writes, to be given back once it is consumed; null if it is not its own.
    /// </summary>
    public Column? Register { get; } = register;
}
