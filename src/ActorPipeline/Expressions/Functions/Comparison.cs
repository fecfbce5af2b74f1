using System.Numerics;
using ActorPipeline.Expressions.Checking;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Functions;

/// <summary><c>= != &lt; &lt;= &gt; &gt;=</c>: numbers by value, text by its UTF-8 bytes, times by instant.</summary>
internal static class Comparison
{
    public static TypedNode Compare(CallSite call)
    {
        for (var i = 0; i < 2; i++)
        {
            if (call[i].IsUntypedNull)
            {
                var test = call.Name == "!=" ? "is not null" : "is null";
                throw call.ErrorAt(i, $"a comparison with null is never true; write '{test}'");
            }
        }

        var type = call.CommonType();
        if (type == ColumnType.Boolean && call.Name is not ("=" or "!="))
        {
            throw call.ErrorAtName("booleans have no order; compare them with = or !=");
        }

        return call.Node(ColumnType.Boolean, call.AllAs(type), LowerAs(call.Name, type), PrintForm.Infix);
    }

    /// <summary>Lowers a comparison; a constant on the left changes sides, to have its own loop.</summary>
    public static Lowering LowerAs(string comparison, ColumnType type)
    {
        var (direct, flipped) = (Loop(comparison, type), Loop(Flip(comparison), type));
        return (arguments, registers) => arguments[0] is ConstantNode && arguments[1] is not ConstantNode
            ? flipped([arguments[1], arguments[0]], registers)
            : direct(arguments, registers);
    }

    private static string Flip(string comparison) => comparison switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => comparison,
    };

    private static Lowering Loop(string comparison, ColumnType type) => type switch
    {
        ColumnType.Int64 or ColumnType.Timestamp => Numbers<long>(comparison),
        ColumnType.Double => Numbers<double>(comparison),
        ColumnType.Decimal => Numbers<decimal>(comparison),
        ColumnType.Boolean => comparison == "="
            ? Lowerings.Binary<BooleanEqual, bool>(ColumnType.Boolean)
            : Lowerings.Binary<BooleanNotEqual, bool>(ColumnType.Boolean),
        _ => Texts(comparison),
    };

    private static Lowering Numbers<T>(string comparison)
        where T : struct, IComparisonOperators<T, T, bool> => comparison switch
        {
            "=" => Lowerings.Binary<Equal<T>, T, T, bool>(ColumnType.Boolean),
            "!=" => Lowerings.Binary<NotEqual<T>, T, T, bool>(ColumnType.Boolean),
            "<" => Lowerings.Binary<Less<T>, T, T, bool>(ColumnType.Boolean),
            "<=" => Lowerings.Binary<LessOrEqual<T>, T, T, bool>(ColumnType.Boolean),
            ">" => Lowerings.Binary<Greater<T>, T, T, bool>(ColumnType.Boolean),
            _ => Lowerings.Binary<GreaterOrEqual<T>, T, T, bool>(ColumnType.Boolean),
        };

    private static Lowering Texts(string comparison) => comparison switch
    {
        "=" => Lowerings.TextTest<TextEqual>(),
        "!=" => Lowerings.TextTest<TextNotEqual>(),
        "<" => Lowerings.TextTest<TextLess>(),
        "<=" => Lowerings.TextTest<TextLessOrEqual>(),
        ">" => Lowerings.TextTest<TextGreater>(),
        _ => Lowerings.TextTest<TextGreaterOrEqual>(),
    };
}
