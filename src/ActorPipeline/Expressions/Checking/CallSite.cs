using ActorPipeline.Expressions.Syntax;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>A call being checked: its operands, and what the checks of most functions have in common.</summary>
internal sealed class CallSite(Checker checker, CallSyntax syntax, TypedNode[] arguments)
{
    public string Name => syntax.Function.Text;

    public TypedNode[] Arguments { get; } = arguments;

    public TypedNode this[int index] => Arguments[index];

    public ExpressionException ErrorAt(int index, string message) => checker.Error(syntax.Arguments[index], message);

    public ExpressionException ErrorAtName(string message) => checker.Error(syntax.Function, message);

    /// <summary>Demands a number of arguments; <paramref name="usage"/> shows how the function is called.</summary>
    public void ExpectCount(int least, int most, string usage)
    {
        if (Arguments.Length < least || Arguments.Length > most)
        {
            throw ErrorAtName($"{Name} can't have {Arguments.Length} arguments; write {usage}");
        }
    }

    /// <summary>An operand as a type: itself, a null of it, or an int widened.</summary>
    public TypedNode As(int index, ColumnType type)
    {
        var node = Arguments[index];
        return node.Type == type ? node
            : node.IsUntypedNull ? new ConstantNode(type, null)
            : node.Type == ColumnType.Int64 && TypeNames.IsNumeric(type) ? Conversions.Widen(node, type)
            : throw WrongType(index, TypeNames.A(type), Hint(node.Type, type));
    }

    public ExpressionException WrongType(int index, string needed, string hint = "") =>
        ErrorAt(index, $"{Subject} needs {needed} here, but this is {TypeNames.A(Arguments[index].Type)}{hint}");

    /// <summary>An operand that must be written as a literal of a type.</summary>
    public ConstantNode Literal(int index, ColumnType type, string example) =>
        Arguments[index] is ConstantNode { IsNull: false } constant && constant.Type == type
            ? constant
            : throw ErrorAt(index, $"{Subject} needs a literal here, such as {example}");

    /// <summary>The one type that these operands can be brought to.</summary>
    public ColumnType CommonType(int from = 0)
    {
        var (common, at) = (default(ColumnType), -1);
        for (var i = from; i < Arguments.Length; i++)
        {
            var type = Arguments[i].Type;
            if (type == 0 || type == common)
            {
                continue;
            }

            if (at < 0 || (common == ColumnType.Int64 && TypeNames.IsNumeric(type)))
            {
                (common, at) = (type, i);
            }
            else if (!(type == ColumnType.Int64 && TypeNames.IsNumeric(common)))
            {
                throw Mismatch(at, i);
            }
        }

        return at >= 0 ? common : throw ErrorAt(from, "null has no type here; cast it, as in int(null)");
    }

    /// <summary>All operands from one on as a type.</summary>
    public TypedNode[] AllAs(ColumnType type, int from = 0)
    {
        var result = (TypedNode[])Arguments.Clone();
        for (var i = from; i < result.Length; i++)
        {
            result[i] = As(i, type);
        }

        return result;
    }

    public CallNode Node(ColumnType type, TypedNode[] arguments, Lowering lowering, PrintForm form = PrintForm.Function,
        bool strict = true) => new(Name, form, type, arguments, lowering, strict);

    private string Subject => char.IsAsciiLetter(Name[0]) ? Name : $"'{Name}'";

    private ExpressionException Mismatch(int left, int right)
    {
        var (a, b) = (Arguments[left].Type, Arguments[right].Type);
        return ErrorAtName($"{Subject} can't mix {TypeNames.Of(a)} with {TypeNames.Of(b)}{Hint(b, a)}");
    }

    private static string Hint(ColumnType from, ColumnType to) => (from, to) switch
    {
        (ColumnType.Double, ColumnType.Decimal) or (ColumnType.Decimal, ColumnType.Double) =>
            "; cast one, with double(x) or decimal(x)",
        (ColumnType.String, ColumnType.Timestamp) or (ColumnType.Timestamp, ColumnType.String) =>
            "; write a time as timestamp('2015-05-17T10:05:03Z')",
        (ColumnType.String, _) when TypeNames.IsNumeric(to) => $"; cast the string, with {TypeNames.Of(to)}(x)",
        (_, ColumnType.String) when TypeNames.IsNumeric(from) => "; cast the number, with string(x)",
        (_, ColumnType.Int64) when TypeNames.IsNumeric(from) => "; cast it, with int(x)",
        (_, ColumnType.Boolean) => "; compare it with something",
        _ => "",
    };
}
