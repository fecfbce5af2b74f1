using System.Text;

namespace ActorPipeline.Expressions.Syntax;

/// <summary>Cuts an expression's text into tokens.</summary>
internal sealed class Lexer
{
    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly string _text;
    private int _position;

    private Lexer(string text) => _text = text;

    public static List<Token> Tokenize(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char At(int position) => position < _text.Length ? _text[position] : '\0';

    private Token Next()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        if (_position == _text.Length)
        {
            return new Token(TokenKind.End, _position, 0, "");
        }

        return _text[_position] switch
        {
            '\'' or '"' => String(),
            '`' => QuotedName(),
            >= '0' and <= '9' => Number(),
            var c when IsNameStart(c) => Name(),
            _ => Symbol(),
        };
    }

    private Token Name()
    {
        var start = _position;
        while (IsNamePart(At(_position)) || (At(_position) == '.' && IsNameStart(At(_position + 1))))
        {
            _position++;
        }

        return new Token(TokenKind.Name, start, _position - start, _text[start.._position]);
    }

    private Token Number()
    {
        var start = _position;
        SkipDigits();
        if (At(_position) == '.' && char.IsAsciiDigit(At(_position + 1)))
        {
            _position++;
            SkipDigits();
        }

        if (At(_position) is 'e' or 'E')
        {
            var digits = _position + (At(_position + 1) is '+' or '-' ? 2 : 1);
            if (char.IsAsciiDigit(At(digits)))
            {
                _position = digits;
                SkipDigits();
            }
        }

        _position += At(_position) is 'm' or 'M' ? 1 : 0;
        if (IsNamePart(At(_position)) || At(_position) == '.')
        {
            throw Error(start, _position + 1 - start,
                $"'{_text[start..(_position + 1)]}' is not a number; write 15, 1.5, 1e3, or 1.5m for a decimal");
        }

        return new Token(TokenKind.Number, start, _position - start, _text[start.._position]);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(At(_position)))
        {
            _position++;
        }
    }

    private Token QuotedName()
    {
        var start = _position++;
        var name = new StringBuilder();
        while (_position < _text.Length)
        {
            var c = _text[_position++];
            if (c != '`')
            {
                name.Append(c);
            }
            else if (At(_position) == '`')
            {
                name.Append('`');
                _position++;
            }
            else
            {
                return new Token(TokenKind.QuotedName, start, _position - start, name.ToString());
            }
        }

        throw Error(start, 1, "this quoted name has no end; close it with `");
    }

    private Token String()
    {
        var start = _position++;
        var quote = _text[start];
        var value = new StringBuilder();
        while (_position < _text.Length)
        {
            var c = _text[_position++];
            if (c == '\\')
            {
                Escape(value);
            }
            else if (c != quote)
            {
                value.Append(c);
            }
            else if (At(_position) == quote)
            {
                value.Append(quote);
                _position++;
            }
            else
            {
                return Checked(new Token(TokenKind.String, start, _position - start, value.ToString()));
            }
        }

        throw Error(start, 1, $"this text has no end; close it with {quote}");
    }

    private void Escape(StringBuilder value)
    {
        var start = _position - 1;
        var c = At(_position++);
        switch (c)
        {
            case '\\' or '\'' or '"':
                value.Append(c);
                return;
            case 'n':
                value.Append('\n');
                return;
            case 'r':
                value.Append('\r');
                return;
            case 't':
                value.Append('\t');
                return;
            case 'u' when _position + 4 <= _text.Length && ushort.TryParse(
                _text.AsSpan(_position, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code):
                value.Append((char)code);
                _position += 4;
                return;
            default:
                throw Error(start, Math.Min(2, _text.Length - start),
                    @"unknown escape; write \\ \' \"" \n \r \t or \u and four hex digits (a backslash is \\)");
        }
    }

    private Token Checked(Token token)
    {
        try
        {
            _strictUtf8.GetByteCount(token.Text);
            return token;
        }
        catch (EncoderFallbackException)
        {
            throw Error(token.Position, token.Length,
                "this text has half of a surrogate pair, which no UTF-8 text can equal; write both halves");
        }
    }

    private Token Symbol()
    {
        var (kind, text, length) = (_text[_position], At(_position + 1)) switch
        {
            ('=', '=') => (TokenKind.Symbol, "=", 2),
            ('!', '=') or ('<', '>') => (TokenKind.Symbol, "!=", 2),
            ('<', '=') => (TokenKind.Symbol, "<=", 2),
            ('>', '=') => (TokenKind.Symbol, ">=", 2),
            ('&', '&') => (TokenKind.Name, "and", 2),
            ('|', '|') => (TokenKind.Name, "or", 2),
            ('!', _) => (TokenKind.Name, "not", 1),
            ('=' or '<' or '>' or '+' or '-' or '*' or '/' or '%' or '(' or ')' or '[' or ']' or ',', _) =>
                (TokenKind.Symbol, _text[_position].ToString(), 1),
            _ => throw Unexpected(),
        };
        var token = new Token(kind, _position, length, text);
        _position += length;
        return token;
    }

    private ExpressionException Unexpected()
    {
        var length = char.IsSurrogatePair(At(_position), At(_position + 1)) ? 2 : 1;
        var c = _text[_position];
        var shown = char.IsControl(c) || (length == 1 && char.IsSurrogate(c))
            ? $"the character U+{(int)c:X4}" : $"'{_text.AsSpan(_position, length)}'";
        return Error(_position, length, shown + " means nothing here; put an odd column name in `backticks`");
    }

    private ExpressionException Error(int position, int length, string message) =>
        new(message, _text, position, length);

    public static bool IsPlainName(string name)
    {
        if (name.Length == 0 || !IsNameStart(name[0]) || name[^1] == '.')
        {
            return false;
        }

        for (var i = 1; i < name.Length; i++)
        {
            if (!(IsNamePart(name[i]) || (name[i] == '.' && IsNameStart(name[i + 1]))))
            {
                return false;
            }
        }

        return !Parser.IsReserved(name);
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
