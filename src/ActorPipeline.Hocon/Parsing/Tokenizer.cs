using ActorPipeline.Hocon.Origins;
using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>Splits a text into tokens, one at a time.</summary>
internal sealed partial class Tokenizer(SourceText source)
{
    private readonly Source _source = source.Source;
    private readonly string _text = source.Text;
    private int _offset;
    private int _line = 1;
    private int _lineStart;

    public Position Start => _source.Start;

    private Position Here => At(_offset);

    public Token Next()
    {
        while (true)
        {
            var gapStart = _offset;
            while (_offset < _text.Length && _text[_offset] != '\n' && Characters.IsWhitespace(_text[_offset]))
            {
                _offset++;
            }

            if (!AtComment())
            {
                return Pull(_text[gapStart.._offset]);
            }

            var end = _text.IndexOf('\n', _offset);
            _offset = end < 0 ? _text.Length : end;
        }
    }

    private Token Pull(string gap)
    {
        var position = Here;
        if (_offset == _text.Length)
        {
            return new Token(TokenKind.End, "", gap, position);
        }

        var c = _text[_offset];
        switch (c)
        {
            case '\n':
                _offset++;
                StartLine();
                return new Token(TokenKind.Newline, "\n", gap, position);
            case ',':
                return Punctuation(TokenKind.Comma, 1);
            case ':':
                return Punctuation(TokenKind.Colon, 1);
            case '=':
                return Punctuation(TokenKind.Equals, 1);
            case '{':
                return Punctuation(TokenKind.OpenBrace, 1);
            case '}':
                return Punctuation(TokenKind.CloseBrace, 1);
            case '[':
                return Punctuation(TokenKind.OpenBracket, 1);
            case ']':
                return Punctuation(TokenKind.CloseBracket, 1);
            case '+' when _text.AsSpan(_offset).StartsWith("+="):
                return Punctuation(TokenKind.PlusEquals, 2);
            case '"':
                return new Token(TokenKind.Quoted, PullQuoted(), gap, position);
            case '$':
                return PullReference(gap, position);
        }

        if (Characters.CanStartNumber(c))
        {
            return PullNumber(gap, position);
        }

        return Characters.IsReserved(c) ? throw ReservedCharacter(c, position) : PullUnquoted(gap, position);

        Token Punctuation(TokenKind kind, int length)
        {
            _offset += length;
            return new Token(kind, _text.Substring(_offset - length, length), gap, position);
        }
    }

    private Token PullNumber(string gap, Position position)
    {
        var start = _offset;
        while (_offset < _text.Length && Characters.CanBeInNumber(_text[_offset]))
        {
            _offset++;
        }

        var text = _text[start.._offset];
        if (Characters.IsJsonNumber(text))
        {
            return new Token(TokenKind.Number, text, gap, position);
        }

        // Not a number after all, such as a version or an address: an unquoted string, which has no '+'.
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        return plus >= 0
            ? throw ReservedCharacter('+', At(start + plus))
            : new Token(TokenKind.Unquoted, text, gap, position);
    }

    private Token PullUnquoted(string gap, Position position)
    {
        var rest = _text.AsSpan(_offset);
        foreach (var (word, kind) in Keywords)
        {
            if (rest.StartsWith(word))
            {
                _offset += word.Length;
                return new Token(kind, word, gap, position);
            }
        }

        var start = _offset;
        while (_offset < _text.Length && !Characters.IsReserved(_text[_offset])
            && !Characters.IsWhitespace(_text[_offset]) && !AtComment())
        {
            _offset++;
        }

        return new Token(TokenKind.Unquoted, _text[start.._offset], gap, position);
    }

    private Token PullReference(string gap, Position position)
    {
        if (!_text.AsSpan(_offset).StartsWith("${"))
        {
            throw position.Error("'$' begins a substitution such as ${a.b}; to mean the character, put the value in"
                + " double quotes");
        }

        _offset += 2;
        var optional = _offset < _text.Length && _text[_offset] == '?';
        _offset += optional ? 1 : 0;
        var path = new PathBuilder();
        for (var token = Next(); token.Kind != TokenKind.CloseBrace; token = Next())
        {
            if (token.Kind is TokenKind.End or TokenKind.Newline)
            {
                throw position.Error("the substitution is not closed on its line; add '}'");
            }

            if (!token.IsSimpleText)
            {
                throw token.Position.Error($"{token.Describe()} is not allowed in a substitution; put the element of"
                    + " the path in double quotes");
            }

            path.Add(token);
        }

        var expression = new ReferenceExpression(path.Build(position), optional);
        return new Token(TokenKind.Reference, "", gap, position, expression);
    }

    private static readonly (string Word, TokenKind Kind)[] Keywords =
        [("true", TokenKind.True), ("false", TokenKind.False), ("null", TokenKind.Null)];

    private static HoconException ReservedCharacter(char c, Position position) => position.Error(
        $"{Characters.Describe(c)} is reserved and not allowed outside of quotes; put the key or value in double"
            + " quotes");

    private bool AtComment() => _offset < _text.Length
        && (_text[_offset] == '#' || (_text[_offset] == '/' && _text.AsSpan(_offset).StartsWith("//")));

    private Position At(int offset) => new(_source, _line, offset - _lineStart + 1);

    private void StartLine()
    {
        _line++;
        _lineStart = _offset;
    }
}
