using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Functions of numbers, and the least and greatest of anything that has an order.</summary>
internal static class Numeric
{
    private const int MaxDoubleDigits = 15;

    public static TypedNode Abs(CallSite call)
    {
        call.ExpectCount(1, 1, "abs(number)");
        var type = Arithmetic.NumericType(call);
        return call.Node(type, call.Arguments, type switch
        {
            ColumnType.Int64 => Lowerings.Unary<Absolute, long, long>(type),
            ColumnType.Double => Lowerings.Unary<Absolute, double, double>(type),
            _ => Lowerings.Unary<Absolute, decimal, decimal>(type),
        });
    }

    public static TypedNode Floor(CallSite call) => Whole<Floored>(call);

    public static TypedNode Ceil(CallSite call) => Whole<Ceiled>(call);

    public static TypedNode Round(CallSite call)
    {
        call.ExpectCount(1, 2, "round(number) or round(number, digits)");
        if (call.Arguments.Length == 1)
        {
            return Whole<Rounded>(call);
        }

        var digits = call.Literal(1, ColumnType.Int64, "2");
        if ((long)digits.Value! is < 0 or > MaxDoubleDigits)
        {
            throw call.ErrorAt(1, $"round takes 0 to {MaxDoubleDigits} digits after the point");
        }

        var type = NumberType(call);
        return call.Node(type, call.Arguments, type switch
        {
            ColumnType.Int64 => Lowerings.Same,
            ColumnType.Double => Lowerings.Binary<RoundedTo, double, long, double>(type),
            _ => Lowerings.Binary<RoundedTo, decimal, long, decimal>(type),
        });
    }

    public static TypedNode Extreme(CallSite call)
    {
        call.ExpectCount(1, int.MaxValue, $"{call.Name}(a, b)");
        var type = call.CommonType();
        if (type == ColumnType.Boolean)
        {
            throw call.ErrorAtName("booleans have no order; use 'and' for the least and 'or' for the greatest");
        }

        var greatest = call.Name == "greatest";
        Lowering pair = (type, greatest) switch
        {
            (ColumnType.Int64 or ColumnType.Timestamp, false) => Lowerings.Binary<Lesser, long>(type),
            (ColumnType.Int64 or ColumnType.Timestamp, true) => Lowerings.Binary<GreaterOf, long>(type),
            (ColumnType.Double, false) => Lowerings.Binary<Lesser, double>(type),
            (ColumnType.Double, true) => Lowerings.Binary<GreaterOf, double>(type),
            (ColumnType.Decimal, false) => Lowerings.Binary<Lesser, decimal>(type),
            (ColumnType.Decimal, true) => Lowerings.Binary<GreaterOf, decimal>(type),
            _ => TextPair,
        };
        return call.Node(type, call.AllAs(type), (arguments, registers) =>
        {
            var kernel = arguments[0].Lower(registers);
            for (var i = 1; i < arguments.Length; i++)
            {
                kernel = pair([new PlacedNode(type, kernel), arguments[i]], registers);
            }

            return kernel;
        });

        Kernel TextPair(TypedNode[] pairOf, Registers registers)
        {
            var (left, right) = (pairOf[0].Lower(registers), pairOf[1].Lower(registers));
            var output = registers.Rent<Utf8Slice>(type);
            registers.Release(left, right);
            return greatest
                ? new TextPairKernel<TextGreatest, Utf8Slice>(left, right, output)
                : new TextPairKernel<TextLeast, Utf8Slice>(left, right, output);
        }
    }

    private static CallNode Whole<TOperation>(CallSite call)
        where TOperation : struct, IUnary<double, double>, IUnary<decimal, decimal>
    {
        call.ExpectCount(1, 1, $"{call.Name}(number)");
        var type = Arithmetic.NumericType(call);
        return call.Node(type, call.Arguments, type switch
        {
            ColumnType.Int64 => Lowerings.Same,
            ColumnType.Double => Lowerings.Unary<TOperation, double, double>(type),
            _ => Lowerings.Unary<TOperation, decimal, decimal>(type),
        });
    }

    private static ColumnType NumberType(CallSite call) => TypeNames.IsNumeric(call[0].Type)
        ? call[0].Type
        : throw call.WrongType(0, "a number");
}
