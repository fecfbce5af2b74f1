using System.Text;
using ActorPipeline.Hocon.Resolving;
using ActorPipeline.Hocon.Syntax;

namespace ActorPipeline.Hocon.Parsing;

internal sealed partial class Parser
{
    /// <summary>All that stands side by side on a line up to a separator.</summary>
    private Node ParseValue()
    {
        if (!_token.StartsValue)
        {
            throw Error(_token.Kind == TokenKind.Comma
                ? "expected a value before the comma; remove the comma, or write \"\" for an empty string"
                : $"expected a value, but found {_token.Describe()}");
        }

        var first = ParsePiece();
        if (!_token.StartsValue)
        {
            return first;
        }

        var pieces = new List<Node> { first };
        while (_token.StartsValue)
        {
            if (_token.Gap.Length > 0)
            {
                pieces.Add(new GapNode(_token.Position, _token.Gap));
            }

            pieces.Add(ParsePiece());
        }

        return Concatenate(pieces);
    }

    private Node ParsePiece()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.OpenBrace:
                var braces = new ObjectNode(token.Position);
                ParseBraces(braces);
                return braces;
            case TokenKind.OpenBracket:
                return ParseArray();
        }

        Advance();
        return token.Kind switch
        {
            TokenKind.Reference => Reference(token),
            TokenKind.Number => new ScalarNode(new HoconNumber(token.Position, token.Text)),
            TokenKind.True => new ScalarNode(new HoconBoolean(token.Position, true)),
            TokenKind.False => new ScalarNode(new HoconBoolean(token.Position, false)),
            TokenKind.Null => new ScalarNode(new HoconNull(token.Position)),
            _ => new ScalarNode(new HoconString(token.Position, token.Text)),
        };
    }

    private ReferenceNode Reference(in Token token)
    {
        if (_insideIncludingList)
        {
            throw token.Position.Error($"{token.Describe()} is in a file that is included inside of a list, where no"
                + " path leads; include the file outside of the list");
        }

        _references++;
        return new ReferenceNode(token.Position, token.Reference!, _prefix);
    }

    /// <summary>Joins what is known now, because whether a value is definite decides how it merges.</summary>
    private static Node Concatenate(List<Node> pieces)
    {
        var structure = pieces.Find(static piece => piece is ObjectNode or ArrayNode);
        if (structure is null)
        {
            return pieces.Exists(static piece => piece is ReferenceNode)
                ? new ConcatenationNode(pieces[0].Position, pieces)
                : JoinText(pieces);
        }

        var text = pieces.Find(static piece => piece is ScalarNode);
        if (text is not null)
        {
            var name = structure is ObjectNode ? "an object" : "a list";
            throw Concatenator.Mixed(text.Position, structure.Position, name);
        }

        pieces.RemoveAll(static piece => piece is GapNode);
        if (pieces.TrueForAll(static piece => piece is ObjectNode))
        {
            var merged = (ObjectNode)pieces[0];
            for (var i = 1; i < pieces.Count; i++)
            {
                merged.MergeFrom((ObjectNode)pieces[i]);
            }

            return merged;
        }

        if (pieces.TrueForAll(static piece => piece is ArrayNode))
        {
            var joined = (ArrayNode)pieces[0];
            for (var i = 1; i < pieces.Count; i++)
            {
                joined.Elements.AddRange(((ArrayNode)pieces[i]).Elements);
            }

            return joined;
        }

        return new ConcatenationNode(pieces[0].Position, pieces);
    }

    private static ScalarNode JoinText(List<Node> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece is GapNode gap ? gap.Text.Value : ((ScalarNode)piece).Value.ConcatenationText);
        }

        return new ScalarNode(new HoconString(pieces[0].Position, text.ToString()));
    }
}
