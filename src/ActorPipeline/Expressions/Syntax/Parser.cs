using ActorPipeline.Records;

namespace ActorPipeline.Expressions.Syntax;

/// <summary>
/// Recursive descent, one method a level of precedence; depth and length are bounded for hostile text.
/// </summary>
internal sealed class Parser
{
    public const int MaxTextLength = 64 * 1024;
    public const int MaxDepth = 200;

    private static readonly string[] _reserved = ["and", "or", "not", "is", "in", "between", "null", "true", "false"];

    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _next;
    private int _nesting;

    private Parser(string text)
    {
        _text = text;
        if (text.Length > MaxTextLength)
        {
            throw Error(
                MaxTextLength, 0, $"the expression has {text.Length} chars; at most {MaxTextLength} are allowed");
        }

        _tokens = Lexer.Tokenize(text);
    }

    private Token Current => _tokens[_next];

    private Token Ahead => _tokens[Math.Min(_next + 1, _tokens.Count - 1)];

    public static bool IsReserved(string name) =>
        Array.Exists(_reserved, word => word.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static SyntaxNode ParseExpression(string text)
    {
        var parser = new Parser(text);
        var node = parser.Or();
        parser.ExpectEnd("an operator");
        return node;
    }

    public static AggregateSyntaxTree ParseAggregate(string text)
    {
        var parser = new Parser(text);
        var function = parser.Current;
        if (function.Kind != TokenKind.Name || !parser.Ahead.IsSymbol("("))
        {
            throw parser.Error(function, "expected an aggregate such as count() or sum(bytes)");
        }

        parser._next += 2;
        SyntaxNode? argument = null;
        if (parser.Current.IsSymbol("*") && parser.Ahead.IsSymbol(")"))
        {
            parser._next++;
        }
        else if (!parser.Current.IsSymbol(")"))
        {
            argument = parser.Or();
        }

        parser.Expect(")", parser._tokens[1], "expected ')': an aggregate has at most one argument");
        SyntaxNode? condition = null;
        if (parser.Current.IsKeyword("where"))
        {
            parser._next++;
            condition = parser.Or();
        }

        parser.ExpectEnd("'where'");
        return new AggregateSyntaxTree(function, argument, condition);
    }

    private SyntaxNode Or()
    {
        Enter();
        var node = Chain("or", And);
        _nesting--;
        return node;
    }

    private SyntaxNode And() => Chain("and", Not);

    /// <summary>
    /// Operands of one connective become one node, so that a long list of conditions is not a deep tree.
    /// </summary>
    private SyntaxNode Chain(string connective, Func<SyntaxNode> operand)
    {
        var first = operand();
        if (!Current.IsKeyword(connective))
        {
            return first;
        }

        var function = Current with { Text = connective };
        var operands = new List<SyntaxNode> { first };
        while (Current.IsKeyword(connective))
        {
            _next++;
            operands.Add(operand());
        }

        return Call(first.Position, function, operands);
    }

    private SyntaxNode Not() => Current.IsKeyword("not") ? Prefix("not", Not) : Comparison();

    private CallSyntax Prefix(string name, Func<SyntaxNode> operand)
    {
        Enter();
        var function = Current with { Text = name };
        _next++;
        var node = Call(function.Position, function, [operand()]);
        _nesting--;
        return node;
    }

    private SyntaxNode Comparison()
    {
        var left = Sum();
        if (Current.Kind == TokenKind.Symbol && Current.Text is "=" or "!=" or "<" or "<=" or ">" or ">=")
        {
            var function = Current;
            _next++;
            left = Call(left.Position, function, [left, Sum()]);
            if (Current.Kind == TokenKind.Symbol && Current.Text is "=" or "!=" or "<" or "<=" or ">" or ">=")
            {
                throw Error(Current, "comparisons don't chain; write 'a < b and b < c', or use parentheses");
            }
        }

        while (Current.IsKeyword("is") || Current.IsKeyword("in") || Current.IsKeyword("between")
            || (Current.IsKeyword("not") && (Ahead.IsKeyword("in") || Ahead.IsKeyword("between"))))
        {
            left = Test(left);
        }

        return left;
    }

    private CallSyntax Test(SyntaxNode left)
    {
        var start = _next;
        var negated = Current.IsKeyword("not");
        _next += negated ? 1 : 0;
        var keyword = Current;
        _next++;
        if (keyword.IsKeyword("is"))
        {
            negated = Current.IsKeyword("not");
            _next += negated ? 1 : 0;
            var isNull = Current.IsKeyword("null");
            if (!isNull)
            {
                throw Error(Current, "expected 'null' after 'is'");
            }

            _next++;
            return Call(left.Position, Span(start, negated ? "is not null" : "is null"), [left]);
        }

        if (keyword.IsKeyword("in"))
        {
            var function = Span(start, negated ? "not in" : "in");
            var close = Current.IsSymbol("[") ? "]" : ")";
            if (close == ")" && !Current.IsSymbol("("))
            {
                throw Error(Current, "expected a list after 'in', as in x in (1, 2, 3)");
            }

            _next++;
            return Call(left.Position, function, [left, .. List(close)]);
        }

        var between = Span(start, negated ? "not between" : "between");
        var low = Sum();
        if (!Current.IsKeyword("and"))
        {
            throw Error(Current, "expected 'and', as in x between 1 and 9");
        }

        _next++;
        return Call(left.Position, between, [left, low, Sum()]);
    }

    private SyntaxNode Sum() => LeftAssociative(Product, "+", "-", "-");

    private SyntaxNode Product() => LeftAssociative(Unary, "*", "/", "%");

    private SyntaxNode LeftAssociative(Func<SyntaxNode> operand, string a, string b, string c)
    {
        var left = operand();
        while (Current.Kind == TokenKind.Symbol && (Current.Text == a || Current.Text == b || Current.Text == c))
        {
            var function = Current;
            _next++;
            left = Call(left.Position, function, [left, operand()]);
        }

        return left;
    }

    private SyntaxNode Unary()
    {
        if (Current.IsKeyword("not"))
        {
            return Prefix("not", Unary);
        }

        if (!Current.IsSymbol("-"))
        {
            return Primary();
        }

        if (Ahead.Kind == TokenKind.Number)
        {
            _next++;
            return Number(_tokens[_next - 1]);
        }

        return Prefix("-", Unary);
    }

    private SyntaxNode Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Number(null);
            case TokenKind.String:
                _next++;
                return new LiteralSyntax(token.Position, token.Length, ColumnType.String, token.Text);
            case TokenKind.QuotedName:
                _next++;
                return new NameSyntax(token.Position, token.Length, token.Text);
            case TokenKind.Name:
                return NameOrCall();
            case TokenKind.Symbol when token.Text == "(":
                _next++;
                var inner = Or();
                Expect(")", token, "expected an operator or ')'");
                return inner;
            default:
                throw Error(token, "expected a value: a column, a literal, a function or a parenthesis");
        }
    }

    private SyntaxNode NameOrCall()
    {
        var token = Current;
        _next++;
        if (Current.IsSymbol("(") && !IsReserved(token.Text))
        {
            _next++;
            return Call(token.Position, token with { Text = token.Text.ToLowerInvariant() }, [.. List(")")]);
        }

        return token.Text.ToLowerInvariant() switch
        {
            "true" => new LiteralSyntax(token.Position, token.Length, ColumnType.Boolean, true),
            "false" => new LiteralSyntax(token.Position, token.Length, ColumnType.Boolean, false),
            "null" => new LiteralSyntax(token.Position, token.Length, default, null),
            var word when IsReserved(word) => throw Error(token,
                $"expected a value, but '{word}' is an operator; put a column of that name in `backticks`"),
            _ => new NameSyntax(token.Position, token.Length, token.Text),
        };
    }

    private List<SyntaxNode> List(string close)
    {
        var open = _tokens[_next - 1];
        var items = new List<SyntaxNode>();
        while (!Current.IsSymbol(close))
        {
            items.Add(Or());
            if (!Current.IsSymbol(","))
            {
                Expect(close, open, $"expected ',' or '{close}'");
                return items;
            }

            _next++;
            if (Current.IsSymbol(close))
            {
                throw Error(Current, "expected a value after ','");
            }
        }

        _next++;
        return items;
    }

    private LiteralSyntax Number(Token? minus)
    {
        var token = Current;
        _next++;
        var start = minus?.Position ?? token.Position;
        var length = token.Position + token.Length - start;
        var digits = (minus is null ? "" : "-") + token.Text;
        var (type, value, error) = NumberLiteral.Parse(digits);
        return error is null
            ? new LiteralSyntax(start, length, type, value)
            : throw Error(start, length, error);
    }

    private CallSyntax Call(int start, Token function, IReadOnlyList<SyntaxNode> arguments)
    {
        var depth = 0;
        foreach (var argument in arguments)
        {
            depth = Math.Max(depth, argument.Depth);
        }

        if (depth >= MaxDepth)
        {
            throw TooDeep(function);
        }

        var last = _tokens[_next - 1];
        return new CallSyntax(start, last.Position + last.Length - start, depth + 1, function, [.. arguments]);
    }

    private Token Span(int first, string text)
    {
        var (from, last) = (_tokens[first].Position, _tokens[_next - 1]);
        return new Token(TokenKind.Symbol, from, last.Position + last.Length - from, text);
    }

    private void Enter()
    {
        if (++_nesting > MaxDepth)
        {
            throw TooDeep(Current);
        }
    }

    private ExpressionException TooDeep(Token at) => Error(at,
        $"the expression is more than {MaxDepth} levels deep; compute parts of it with 'let'");

    private void Expect(string symbol, Token open, string otherwise)
    {
        if (Current.Kind == TokenKind.End)
        {
            throw Error(open, $"this '{open.Text}' is not closed; '{symbol}' is missing");
        }

        if (!Current.IsSymbol(symbol))
        {
            throw Error(Current, otherwise);
        }

        _next++;
    }

    private void ExpectEnd(string expected)
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Error(Current, $"expected {expected} or the end");
        }
    }

    private ExpressionException Error(Token at, string message) => Error(at.Position, at.Length, message);

    private ExpressionException Error(int position, int length, string message) =>
        new(message, _text, position, length);
}
