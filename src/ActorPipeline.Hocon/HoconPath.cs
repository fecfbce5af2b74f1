using System.Text;
using ActorPipeline.Hocon.Origins;
using ActorPipeline.Hocon.Parsing;

namespace ActorPipeline.Hocon;

/// <summary>Path expressions such as <c>server.port</c> or <c>a."key.with.dots".b</c>.</summary>
public static class HoconPath
{
    /// <summary>The elements of a path expression; at least one.</summary>
    /// <exception cref="HoconException">The expression is empty, has an empty unquoted element, or characters that
    /// need quotes.</exception>
    public static IReadOnlyList<string> Parse(string path) => Parse(path, "path");

    /// <summary>A path expression that parses to the given elements, quoted where needed.</summary>
    public static string Format(IEnumerable<string> elements)
    {
        var text = new StringBuilder();
        foreach (var element in elements)
        {
            if (text.Length > 0)
            {
                text.Append('.');
            }

            if (NeedsQuotes(element))
            {
                HoconJson.AppendQuoted(text, element);
            }
            else
            {
                text.Append(element);
            }
        }

        return text.ToString();
    }

    internal static IReadOnlyList<string> Parse(string path, string description)
    {
        var tokenizer = new Tokenizer(new SourceText(new Source(description, null), path, null));
        var builder = new PathBuilder();
        for (var token = tokenizer.Next(); token.Kind != TokenKind.End; token = tokenizer.Next())
        {
            if (!token.IsSimpleText)
            {
                throw token.Position.Error(
                    $"{token.Describe()} is not allowed in the path '{path}'; put the element in double quotes");
            }

            builder.Add(token);
        }

        return builder.Build(tokenizer.Start);
    }

    private static bool NeedsQuotes(string element)
    {
        if (element.Length == 0)
        {
            return true;
        }

        foreach (var c in element)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-' && c != '_')
            {
                return true;
            }
        }

        return false;
    }
}
