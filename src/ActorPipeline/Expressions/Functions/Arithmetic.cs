using ActorPipeline.Expressions.Checking;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>
/// <c>+ - * / %</c> of numbers; <c>+</c> of texts; times less times, and times plus or minus microseconds.
/// </summary>
internal static class Arithmetic
{
    public static TypedNode Add(CallSite call)
    {
        if (call[0].Type == ColumnType.Timestamp || call[1].Type == ColumnType.Timestamp)
        {
            var shifted = call[0].Type == ColumnType.Timestamp ? 1 : 0;
            var arguments = call.AllAs(ColumnType.Timestamp, from: 2);
            arguments[shifted] = call.As(shifted, ColumnType.Int64);
            return call.Node(ColumnType.Timestamp, arguments,
                Lowerings.Binary<Plus, long>(ColumnType.Timestamp), PrintForm.Infix);
        }

        if (call[0].Type == ColumnType.String || call[1].Type == ColumnType.String)
        {
            return Text.Concat(call);
        }

        var type = NumericType(call);
        return call.Node(type, call.AllAs(type), type switch
        {
            ColumnType.Int64 => Lowerings.Binary<Plus, long>(type),
            ColumnType.Double => Lowerings.Binary<Plus, double>(type),
            _ => Lowerings.Binary<Plus, decimal>(type),
        }, PrintForm.Infix);
    }

    public static TypedNode SubtractOrNegate(CallSite call)
    {
        if (call.Arguments.Length == 1)
        {
            return Negate(call);
        }

        if (call[0].Type == ColumnType.Timestamp)
        {
            var isSpan = call[1].Type == ColumnType.Timestamp;
            var result = isSpan ? ColumnType.Int64 : ColumnType.Timestamp;
            var right = isSpan ? call[1] : call.As(1, ColumnType.Int64);
            return call.Node(result, [call[0], right], Lowerings.Binary<Minus, long>(result), PrintForm.Infix);
        }

        var type = NumericType(call);
        return call.Node(type, call.AllAs(type), type switch
        {
            ColumnType.Int64 => Lowerings.Binary<Minus, long>(type),
            ColumnType.Double => Lowerings.Binary<Minus, double>(type),
            _ => Lowerings.Binary<Minus, decimal>(type),
        }, PrintForm.Infix);
    }

    public static TypedNode Multiplicative(CallSite call)
    {
        var type = NumericType(call);
        return call.Node(type, call.AllAs(type), (call.Name, type) switch
        {
            ("*", ColumnType.Int64) => Lowerings.Binary<Times, long>(type),
            ("*", ColumnType.Double) => Lowerings.Binary<Times, double>(type),
            ("*", _) => Lowerings.Binary<Times, decimal>(type),
            ("/", ColumnType.Int64) => Lowerings.Binary<DividedBy, long>(type),
            ("/", ColumnType.Double) => Lowerings.Binary<DividedBy, double>(type),
            ("/", _) => Lowerings.Binary<DividedBy, decimal>(type),
            (_, ColumnType.Int64) => Lowerings.Binary<Modulo, long>(type),
            (_, ColumnType.Double) => Lowerings.Binary<Modulo, double>(type),
            _ => Lowerings.Binary<Modulo, decimal>(type),
        }, PrintForm.Infix);
    }

    private static TypedNode Negate(CallSite call)
    {
        var type = NumericType(call);
        if (call[0] is ConstantNode constant && Negated(constant.Value) is { } negated)
        {
            // -(5) is the literal -5: one spelling.
            return new ConstantNode(type, negated);
        }

        return call.Node(type, call.Arguments, type switch
        {
            ColumnType.Int64 => Lowerings.Unary<Negative, long, long>(type),
            ColumnType.Double => Lowerings.Unary<Negative, double, double>(type),
            _ => Lowerings.Unary<Negative, decimal, decimal>(type),
        }, PrintForm.Prefix);
    }

    private static object? Negated(object? value) => value switch
    {
        long and not long.MinValue => -(long)value,
        double number => -number,
        decimal number => -number,
        _ => null,
    };

    /// <summary>The common type of operands that must be numbers.</summary>
    public static ColumnType NumericType(CallSite call)
    {
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            if (!call[i].IsUntypedNull && !TypeNames.IsNumeric(call[i].Type))
            {
                throw call.WrongType(i, "a number");
            }
        }

        return call.CommonType();
    }
}
