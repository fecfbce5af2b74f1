using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>The widening of an int to a double or decimal that operators do by themselves.</summary>
internal static class Conversions
{
    public static CallNode Widen(TypedNode node, ColumnType type) => type == ColumnType.Double
        ? new CallNode("double", PrintForm.Hidden, type, [node], Lowerings.Unary<ToDouble, long, double>(type))
        : new CallNode("decimal", PrintForm.Hidden, type, [node], Lowerings.Unary<ToDecimal, long, decimal>(type));

    internal readonly struct ToDouble : IUnary<long, double>
    {
        public static bool Apply(long value, out double result)
        {
            result = value;
            return true;
        }
    }

    internal readonly struct ToDecimal : IUnary<long, decimal>
    {
        public static bool Apply(long value, out decimal result)
        {
            result = value;
            return true;
        }
    }
}
