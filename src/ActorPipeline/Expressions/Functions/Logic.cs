using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Boolean operators in three-valued logic, tests for null, and choices.</summary>
internal static class Logic
{
    public static TypedNode Connective(CallSite call)
    {
        var operands = call.AllAs(ColumnType.Boolean);
        return Connect(call.Name, operands);
    }

    /// <summary>Whether both of two boolean nodes hold.</summary>
    public static TypedNode Both(TypedNode left, TypedNode right) => Connect("and", [left, right]);

    private static CallNode Connect(string name, TypedNode[] operands)
    {
        var flat = new List<TypedNode>();
        foreach (var operand in operands)
        {
            // (a and b) and c is a and (b and c): one spelling, one flat kernel.
            flat.AddRange(operand is CallNode inner && inner.Name == name ? inner.Arguments : [operand]);
        }

        return new CallNode(name, PrintForm.Infix, ColumnType.Boolean, [.. flat], Lower, strict: false);

        ConnectiveKernel Lower(TypedNode[] arguments, Registers registers)
        {
            var (output, kernels) = Lowerings.OneByOne<bool>(arguments, registers, ColumnType.Boolean);
            return new ConnectiveKernel(name == "or", kernels, output);
        }
    }

    public static TypedNode Not(CallSite call) => call.Node(
        ColumnType.Boolean, call.AllAs(ColumnType.Boolean), Negation, PrintForm.Prefix);

    public static TypedNode NullTest(CallSite call)
    {
        if (call[0].IsUntypedNull)
        {
            throw call.ErrorAt(0, "this is always null; test a column");
        }

        var isNull = call.Name == "is null";
        return call.Node(ColumnType.Boolean, call.Arguments, Lower, PrintForm.Postfix, strict: false);

        NullTestKernel Lower(TypedNode[] arguments, Registers registers)
        {
            var input = arguments[0].Lower(registers);
            var output = registers.Rent<bool>(ColumnType.Boolean);
            registers.Release(input);
            return new NullTestKernel(isNull, input, output);
        }
    }

    public static TypedNode If(CallSite call)
    {
        call.ExpectCount(3, 3, "if(condition, then, otherwise)");
        var type = call.CommonType(from: 1);
        var arguments = call.AllAs(type, from: 1);
        arguments[0] = call.As(0, ColumnType.Boolean);
        return call.Node(type, arguments, type switch
        {
            ColumnType.Int64 or ColumnType.Timestamp => LowerIf<long>(type),
            ColumnType.Double => LowerIf<double>(type),
            ColumnType.Decimal => LowerIf<decimal>(type),
            ColumnType.Boolean => LowerIf<bool>(type),
            _ => LowerIf<Utf8Slice>(type),
        }, strict: false);
    }

    public static TypedNode Coalesce(CallSite call)
    {
        call.ExpectCount(1, int.MaxValue, "coalesce(a, b)");
        var type = call.CommonType();
        return call.Node(type, call.AllAs(type), type switch
        {
            ColumnType.Int64 or ColumnType.Timestamp => LowerCoalesce<long>(type),
            ColumnType.Double => LowerCoalesce<double>(type),
            ColumnType.Decimal => LowerCoalesce<decimal>(type),
            ColumnType.Boolean => LowerCoalesce<bool>(type),
            _ => LowerCoalesce<Utf8Slice>(type),
        }, strict: false);
    }

    /// <summary>Not of a boolean operand.</summary>
    public static Lowering Negation { get; } = Lowerings.Unary<Opposite, bool, bool>(ColumnType.Boolean);

    private static Lowering LowerIf<T>(ColumnType type)
        where T : struct => (arguments, registers) =>
        {
            var condition = arguments[0].Lower(registers);
            var then = arguments[1].Lower(registers);
            var otherwise = arguments[2].Lower(registers);
            var kernel = new IfKernel<T>(condition, then, otherwise, registers.Rent<T>(type));
            registers.Release(condition, then, otherwise);
            return kernel;
        };

    private static Lowering LowerCoalesce<T>(ColumnType type)
        where T : struct => (arguments, registers) =>
        {
            var (output, kernels) = Lowerings.OneByOne<T>(arguments, registers, type);
            return new CoalesceKernel<T>(kernels, output);
        };

    private readonly struct Opposite : IUnary<bool, bool>
    {
        public static bool Apply(bool value, out bool result)
        {
            result = !value;
            return true;
        }
    }
}
