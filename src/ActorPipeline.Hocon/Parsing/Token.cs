using ActorPipeline.Hocon.Origins;
using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>One token. Comments are skipped; whitespace other than newlines is kept as the gap before a
/// token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters; for a quoted string, without quotes and escapes.</param>
/// <param name="Gap">The whitespace before it on the same line.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="Reference">What a substitution refers to.</param>
internal readonly record struct Token(
    TokenKind Kind, string Text, string Gap, Position Position, ReferenceExpression? Reference = null)
{
    private const int LongestShown = 40;

    /// <summary>Whether the token may be part of a key or path.</summary>
    public bool IsSimpleText => Kind is TokenKind.Quoted or TokenKind.Unquoted or TokenKind.Number
        or TokenKind.True or TokenKind.False or TokenKind.Null;

    /// <summary>Whether the token can be, or begin, a part of a value.</summary>
    public bool StartsValue => IsSimpleText
        || Kind is TokenKind.Reference or TokenKind.OpenBrace or TokenKind.OpenBracket;

    /// <summary>The token as it is shown in an error.</summary>
    public string Describe() => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Newline => "the end of the line",
        TokenKind.Quoted => $"the string \"{Shorten(Text)}\"",
        TokenKind.Reference => Reference!.ToString(),
        _ => $"'{Shorten(Text)}'",
    };

    private static string Shorten(string text) =>
        text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown), "...");
}
