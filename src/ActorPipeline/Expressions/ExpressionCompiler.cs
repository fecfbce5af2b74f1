using ActorPipeline.Expressions.Checking;
using ActorPipeline.Expressions.Syntax;

namespace ActorPipeline.Expressions;

/// <summary>Compiles expressions.</summary>
public static class ExpressionCompiler
{
    /// <summary>Parses and checks an expression over the columns of a schema.</summary>
    /// <exception cref="ExpressionException">It can't be parsed, names something unknown, or its types don't fit.</exception>
    public static TypedExpression Compile(string text, ExpressionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        return new CompiledExpression(text, new Checker(text, schema).CheckRoot(Parser.ParseExpression(text)));
    }

    /// <summary>Like <see cref="Compile"/>, for an expression that must be boolean, such as <c>where</c>.</summary>
    /// <exception cref="ExpressionException">As for <see cref="Compile"/>, or it isn't boolean.</exception>
    public static TypedExpression CompileCondition(string text, ExpressionSchema schema)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(schema);
        var syntax = Parser.ParseExpression(text);
        return new CompiledExpression(text, new Checker(text, schema).CheckCondition(syntax, "a condition"));
    }
}
