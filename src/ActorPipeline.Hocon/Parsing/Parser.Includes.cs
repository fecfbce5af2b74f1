using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Parsing;

internal sealed partial class Parser
{
    private const string RequiredCall = "required(";
    private const string FileCall = "file(";

    /// <summary>
    /// <c>include "name"</c>, <c>include file("name")</c>, and either inside of <c>required(...)</c>. Parentheses are
    /// ordinary characters of unquoted strings, so a token may hold several of them, or parts of a call.
    /// </summary>
    private void ParseInclude(ObjectNode target)
    {
        var statement = _token;
        Advance();
        var required = false;
        var file = false;
        var open = 0;
        for (; _token.Kind is TokenKind.Unquoted or TokenKind.Newline; Advance())
        {
            for (var call = _token.Text.AsSpan().Trim('\n'); call.Length > 0; open++)
            {
                if (call.StartsWith(RequiredCall) && open == 0)
                {
                    required = true;
                    call = call[RequiredCall.Length..];
                }
                else if (call.StartsWith(FileCall) && !file)
                {
                    file = true;
                    call = call[FileCall.Length..];
                }
                else
                {
                    throw UnsupportedCall(call);
                }
            }
        }

        if (_token.Kind != TokenKind.Quoted)
        {
            throw Error("expected the name of the included file in double quotes, such as include \"other.conf\", but"
                + $" found {_token.Describe()}");
        }

        var name = _token;
        Advance();
        CloseCalls(open);
        foreach (var source in _context.Open(name.Text, _source, required, file, name.Position))
        {
            var root = ParseIncluded(source, statement);
            if (root is not ObjectNode included)
            {
                throw root.Position.Error("an included file must hold an object, but this one holds a list");
            }

            target.MergeFrom(included);
        }
    }

    private Node ParseIncluded(SourceText source, in Token statement)
    {
        _context.Enter(source, statement.Position);
        var prefix = _path.Count == 0 ? _prefix : [.. _prefix, .. _path];
        var root = new Parser(source, _context, prefix, _depth, InsideList).ParseRoot();
        _context.Leave();
        return root;
    }

    private void CloseCalls(int open)
    {
        while (open > 0)
        {
            SkipNewlines();
            var closing = _token.Kind == TokenKind.Unquoted ? _token.Text : "";
            if (closing.Length == 0 || closing.Length > open || closing.AsSpan().ContainsAnyExcept(')'))
            {
                throw Error($"expected ')' to close the include, but found {_token.Describe()}");
            }

            open -= closing.Length;
            Advance();
        }
    }

    private HoconException UnsupportedCall(ReadOnlySpan<char> call)
    {
        var name = call.IndexOf('(') is > 0 and var end ? call[..end] : call;
        return Error(name is "url" or "classpath"
            ? $"include {name}() is not supported; include a file, such as include file(\"other.conf\")"
            : "expected a file name in double quotes, file(\"...\") or required(...), without a space before the"
                + $" parenthesis, but found {_token.Describe()}");
    }
}
