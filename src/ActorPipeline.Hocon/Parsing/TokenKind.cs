namespace ActorPipeline.Hocon.Parsing;

internal enum TokenKind
{
    End,
    Newline,
    Comma,
    Colon,
    Equals,
    PlusEquals,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Quoted,
    Unquoted,
    Number,
    True,
    False,
    Null,
    Reference,
}
