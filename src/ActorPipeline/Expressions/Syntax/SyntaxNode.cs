using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Syntax;

/// <summary>A node of an expression as written, before names and types are looked at.</summary>
internal abstract class SyntaxNode(int position, int length, int depth)
{
    /// <summary>Where the node begins in the text, in chars.</summary>
    public int Position { get; } = position;

    public int Length { get; } = length;

    public int End => Position + Length;

    /// <summary>Levels of the tree, this one included.</summary>
    public int Depth { get; } = depth;
}

/// <summary>A literal; a type of 0 is that of <c>null</c>, which takes the type of its place.</summary>
internal sealed class LiteralSyntax(int position, int length, ColumnType type, object? value)
    : SyntaxNode(position, length, 1)
{
    public ColumnType Type { get; } = type;

    public object? Value { get; } = value;
}

internal sealed class NameSyntax(int position, int length, string name) : SyntaxNode(position, length, 1)
{
    public string Name { get; } = name;
}

/// <summary>A function or an operator with its operands; operators are functions named by their symbol.</summary>
internal sealed class CallSyntax(int position, int length, int depth, Token function, SyntaxNode[] arguments)
    : SyntaxNode(position, length, depth)
{
    /// <summary>The function's name or operator's symbol, and where it stands.</summary>
    public Token Function { get; } = function;

    public SyntaxNode[] Arguments { get; } = arguments;
}

/// <summary><c>function(argument) where condition</c>; a call without arguments has none.</summary>
internal sealed record AggregateSyntaxTree(Token Function, SyntaxNode? Argument, SyntaxNode? Condition);
