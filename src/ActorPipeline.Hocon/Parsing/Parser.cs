using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Parsing;

/// <summary>
/// A recursive-descent parser of one source. Includes are parsed by a parser of their own and merged in place.
/// </summary>
internal sealed partial class Parser
{
    private readonly Tokenizer _tokenizer;
    private readonly ParseContext _context;
    private readonly SourceText _source;
    private readonly IReadOnlyList<string> _prefix;
    private readonly List<string> _path = [];
    private readonly bool _insideIncludingList;
    private int _depth;
    private int _lists;
    private int _references;
    private Token _token;

    private Parser(SourceText source, ParseContext context, IReadOnlyList<string> prefix, int depth, bool insideList)
    {
        _source = source;
        _context = context;
        _prefix = prefix;
        _depth = depth;
        _insideIncludingList = insideList;
        _tokenizer = new Tokenizer(source);
        _token = _tokenizer.Next();
    }

    /// <summary>A whole document: an object, with or without its braces, or a list.</summary>
    public static Node ParseDocument(SourceText source, ParseContext context)
    {
        context.Count(source);
        return new Parser(source, context, [], depth: 0, insideList: false).ParseRoot();
    }

    /// <summary>One value, such as the right-hand side of a setting on the command line.</summary>
    public static Node ParseLoneValue(SourceText source, ParseContext context, int depth)
    {
        context.Count(source);
        var parser = new Parser(source, context, [], depth: 0, insideList: false);
        parser.Enter(depth);
        parser.SkipNewlines();
        var value = parser.ParseValue();
        parser.SkipNewlines();
        parser.Expect(TokenKind.End, "the value");
        return value;
    }

    private Node ParseRoot()
    {
        SkipNewlines();
        if (_token.Kind == TokenKind.OpenBracket)
        {
            var list = ParseArray();
            SkipNewlines();
            Expect(TokenKind.End, "the list at the root");
            return list;
        }

        var root = new ObjectNode(_token.Position);
        if (_token.Kind != TokenKind.OpenBrace)
        {
            ParseFields(root, openBrace: null);
            return root;
        }

        ParseBraces(root);
        SkipNewlines();
        Expect(TokenKind.End, "the object at the root");
        return root;
    }

    private void ParseBraces(ObjectNode target)
    {
        Enter(1);
        var open = _token;
        Advance();
        ParseFields(target, open);
        Leave(1);
    }

    private void ParseFields(ObjectNode target, Token? openBrace)
    {
        var close = openBrace is null ? TokenKind.End : TokenKind.CloseBrace;
        while (true)
        {
            SkipNewlines();
            if (_token.Kind == close)
            {
                Advance();
                return;
            }

            switch (_token.Kind)
            {
                case TokenKind.CloseBrace:
                    throw Error("there is no '{' for this '}'; remove it, or add the '{'");
                case TokenKind.End:
                    throw openBrace!.Value.Position.Error("this '{' is never closed; add '}'");
                case TokenKind.Unquoted when _token.Text == "include":
                    ParseInclude(target);
                    break;
                default:
                    ParseField(target);
                    break;
            }

            EndElement(close, openBrace is null ? "the end of the text" : "'}'");
        }
    }

    private void ParseField(ObjectNode target)
    {
        var keyPosition = _token.Position;
        var path = ParseKey();
        SkipNewlines();
        var separator = _token.Kind;
        switch (separator)
        {
            case TokenKind.OpenBrace:
                break;
            case TokenKind.Colon or TokenKind.Equals or TokenKind.PlusEquals:
                Advance();
                SkipNewlines();
                break;
            default:
                throw Error($"expected ':', '=', '+=' or '{{' after the key '{HoconPath.Format(path)}', but found"
                    + $" {_token.Describe()}");
        }

        Enter(path.Count - 1);
        _path.AddRange(path);
        var references = _references;
        var append = separator == TokenKind.PlusEquals;
        var fullPath = append && !InsideList ? [.. _prefix, .. _path] : Array.Empty<string>();
        _lists += append ? 1 : 0;
        var value = ParseValue();
        _lists -= append ? 1 : 0;
        var field = target.Field(path, keyPosition);
        if (!append)
        {
            field.Assign(value);
        }
        else if (references != _references || !field.TryAppendConstant(value))
        {
            field.Assign(new AppendNode(value.Position, InsideList ? null : fullPath, [value]));
        }

        _path.RemoveRange(_path.Count - path.Count, path.Count);
        Leave(path.Count - 1);
    }

    private IReadOnlyList<string> ParseKey()
    {
        var start = _token;
        var path = new PathBuilder();
        while (_token.IsSimpleText)
        {
            path.Add(_token);
            Advance();
        }

        if (_token.Kind == TokenKind.Reference)
        {
            throw Error($"{_token.Describe()} is a substitution, which a key cannot contain; write the key itself");
        }

        return path.IsEmpty
            ? throw Error($"expected a key, but found {_token.Describe()}")
            : path.Build(start.Position);
    }

    private ArrayNode ParseArray()
    {
        Enter(1);
        _lists++;
        var open = _token;
        Advance();
        var elements = new List<Node>();
        while (true)
        {
            SkipNewlines();
            if (_token.Kind == TokenKind.CloseBracket)
            {
                break;
            }

            if (_token.Kind == TokenKind.End)
            {
                throw open.Position.Error("this '[' is never closed; add ']'");
            }

            elements.Add(ParseValue());
            EndElement(TokenKind.CloseBracket, "']'");
        }

        Advance();
        _lists--;
        Leave(1);
        return new ArrayNode(open.Position, elements);
    }

    /// <summary>Between elements there is a comma, or at least one newline; one comma may end the last.</summary>
    private void EndElement(TokenKind close, string closeName)
    {
        var sawNewline = _token.Kind == TokenKind.Newline;
        SkipNewlines();
        if (_token.Kind == TokenKind.Comma)
        {
            Advance();
            SkipNewlines();
            if (_token.Kind == TokenKind.Comma)
            {
                throw Error("two commas in a row; remove one");
            }
        }
        else if (!sawNewline && _token.Kind is not TokenKind.End && _token.Kind != close
            && !(_token.Kind == TokenKind.CloseBrace && close == TokenKind.End))
        {
            throw Error($"expected a comma, a newline or {closeName}, but found {_token.Describe()}; if it belongs to"
                + " the value, put the value in double quotes");
        }
    }

    private bool InsideList => _lists > 0 || _insideIncludingList;

    private void Enter(int levels)
    {
        _depth += levels;
        if (_depth > _context.Options.MaxDepth)
        {
            throw Error($"nested deeper than {_context.Options.MaxDepth} levels; make the document flatter, or raise"
                + " the limit");
        }
    }

    private void Leave(int levels) => _depth -= levels;

    private void Advance() => _token = _tokenizer.Next();

    private void SkipNewlines()
    {
        while (_token.Kind == TokenKind.Newline)
        {
            Advance();
        }
    }

    private void Expect(TokenKind kind, string after)
    {
        if (_token.Kind != kind)
        {
            throw Error($"expected nothing more after {after}, but found {_token.Describe()}");
        }
    }

    private HoconException Error(string problem) => _token.Position.Error(problem);
}
