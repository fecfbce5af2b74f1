namespace ActorPipeline.Expressions.Syntax;

internal enum TokenKind : byte
{
    End,
    Name,
    QuotedName,
    Number,
    String,
    Symbol,
}

/// <summary>
/// A token; its text is the decoded value of a string or quoted name, and the one spelling of a symbol.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Position, int Length, string Text)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsKeyword(string keyword) =>
        Kind == TokenKind.Name && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
