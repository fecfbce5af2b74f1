using System.Text;
using ActorPipeline.Expressions.Syntax;
using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Checking;

/// <summary>Gives every node of a syntax tree its type, or says where and why it has none.</summary>
internal sealed class Checker(
    string text, ExpressionSchema schema, IReadOnlyDictionary<string, CheckCall> functions)
{
    /// <summary>Checks a whole expression, which must have a type.</summary>
    public TypedNode CheckRoot(SyntaxNode syntax)
    {
        var node = Check(syntax);
        return node.IsUntypedNull
            ? throw Error(syntax, "null alone has no type; cast it, as in int(null)")
            : node;
    }

    /// <summary>Checks a whole expression that must be boolean; <paramref name="what"/> names its role.</summary>
    public TypedNode CheckCondition(SyntaxNode syntax, string what)
    {
        var node = CheckRoot(syntax);
        return node.Type == ColumnType.Boolean
            ? node
            : throw Error(syntax,
                $"{what} must be boolean, but this is {TypeNames.A(node.Type)}; compare it with something");
    }

    public ExpressionException Error(SyntaxNode at, string message) => new(message, text, at.Position, at.Length);

    public ExpressionException Error(Token at, string message) => new(message, text, at.Position, at.Length);

    private TypedNode Check(SyntaxNode syntax) => syntax switch
    {
        LiteralSyntax { Value: string value } => new ConstantNode(ColumnType.String, Encoding.UTF8.GetBytes(value)),
        LiteralSyntax literal => new ConstantNode(literal.Type, literal.Value),
        NameSyntax name => CheckName(name),
        _ => CheckCall((CallSyntax)syntax),
    };

    private ColumnNode CheckName(NameSyntax syntax)
    {
        var index = schema.IndexOf(syntax.Name);
        return index >= 0
            ? new ColumnNode(syntax.Name, index, schema.Columns[index].Type)
            : throw Error(syntax, $"unknown column '{syntax.Name}'"
                + Suggestion.For(syntax.Name, schema.Columns.Select(column => column.Name)));
    }

    private TypedNode CheckCall(CallSyntax syntax)
    {
        if (!functions.TryGetValue(syntax.Function.Text, out var check))
        {
            throw Error(syntax.Function, $"unknown function '{syntax.Function.Text}'"
                + Suggestion.For(syntax.Function.Text, functions.Keys.Where(Lexer.IsPlainName)));
        }

        return check(new CallSite(this, syntax, Array.ConvertAll(syntax.Arguments, Check)));
    }
}
