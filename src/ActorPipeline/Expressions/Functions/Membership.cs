using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary><c>in</c> and <c>between</c>: what they mean spelled out in comparisons, with x computed once.</summary>
internal static class Membership
{
    public static TypedNode Between(CallSite call)
    {
        var type = call.CommonType();
        if (type == ColumnType.Boolean)
        {
            throw call.ErrorAtName("booleans have no order; compare them with = or !=");
        }

        var negated = call.Name == "not between";
        var (atLeast, atMost) = (Comparison.LowerAs(">=", type), Comparison.LowerAs("<=", type));

        // Not strict: 5 between 9 and null is false, as 5 >= 9 and null is.
        return call.Node(ColumnType.Boolean, call.AllAs(type), (arguments, registers) => LowerHeld(
            arguments[0], registers, negated, isOr: false,
            x => [Test(atLeast, x, arguments[1]), Test(atMost, x, arguments[2])]), PrintForm.Between, strict: false);
    }

    public static TypedNode In(CallSite call)
    {
        if (call.Arguments.Length == 1)
        {
            throw call.ErrorAtName("the list is empty; write what x may be, as in x in (1, 2)");
        }

        var type = call.CommonType();
        var (negated, equal) = (call.Name == "not in", Comparison.LowerAs("=", type));
        return call.Node(ColumnType.Boolean, call.AllAs(type), Lower, PrintForm.List, strict: false);

        Kernel Lower(TypedNode[] arguments, Registers registers) =>
            Array.TrueForAll(arguments[1..], argument => argument is ConstantNode)
                ? LowerSet(arguments, registers, type, negated)
                : LowerHeld(arguments[0], registers, negated, isOr: true, x => Array.ConvertAll(
                    arguments[1..], item => Test(equal, x, item)));
    }

    private static Kernel LowerSet(TypedNode[] arguments, Registers registers, ColumnType type, bool negated)
    {
        var constants = new List<object>();
        foreach (var argument in arguments.AsSpan(1))
        {
            if (argument is ConstantNode { Value: { } value })
            {
                constants.Add(value);
            }
        }

        var hasNull = constants.Count < arguments.Length - 1;
        var input = arguments[0].Lower(registers);
        var output = registers.Rent<bool>(ColumnType.Boolean);
        registers.Release(input);
        Kernel set = type switch
        {
            ColumnType.Int64 or ColumnType.Timestamp => Set<long>(),
            ColumnType.Double => Set<double>(),
            ColumnType.Decimal => Set<decimal>(),
            ColumnType.Boolean => Set<bool>(),
            _ => new TextSetKernel(input, [.. constants.Cast<byte[]>()], hasNull, output),
        };
        return negated ? Negate(set, registers) : set;

        SetKernel<T> Set<T>()
            where T : struct, IEquatable<T> => new(input, [.. constants.Cast<T>()], hasNull, output);
    }

    private static Kernel LowerHeld(TypedNode source, Registers registers, bool negated, bool isOr,
        Func<TypedNode, TypedNode[]> tests)
    {
        var input = source.Lower(registers);
        var held = new HeldKernel();
        var x = new PlacedNode(source.Type, held);
        var (output, operands) = Lowerings.OneByOne<bool>(tests(x), registers, ColumnType.Boolean);
        registers.Release(input);
        var scope = new HeldKernel.Scope(input, held, new ConnectiveKernel(isOr, operands, output));
        return negated ? Negate(scope, registers) : scope;
    }

    private static Kernel Negate(Kernel kernel, Registers registers) =>
        Logic.Negation([new PlacedNode(ColumnType.Boolean, kernel)], registers);

    private static CallNode Test(Lowering comparison, TypedNode x, TypedNode item) =>
        new("", PrintForm.Function, ColumnType.Boolean, [x, item], comparison);
}
