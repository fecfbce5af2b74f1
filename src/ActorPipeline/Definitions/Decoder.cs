using System.Text.RegularExpressions;
using ActorPipeline.Decoding;
using ActorPipeline.Expressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Definitions;

/// <summary>How the bytes of a record become columns.</summary>
public static class Decoder
{
    private static readonly TimeSpan _regexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>A JSON object a record.</summary>
    /// <param name="columns">Its columns, each one of <see cref="Field"/>; all else is skipped.</param>
    /// <exception cref="ArgumentException">There are none, or two have one name.</exception>
    public static JsonDecoderSpec Json(params ColumnSpec[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0)
        {
            throw new ArgumentException("there are no columns; for example Field.Text(\"user\")", nameof(columns));
        }

        _ = new ExpressionSchema(columns.Select(c => (c.Name, c.Type)));
        return new JsonDecoderSpec(columns);
    }

    /// <summary>A line of text a record, taken apart by a pattern.</summary>
    /// <param name="pattern">
    /// <c>combined</c>, <c>common</c> (web servers' logs), or a .NET regular expression with named groups.
    /// </param>
    /// <param name="types">Columns that are no text: those of <see cref="Field"/>, named as their groups.</param>
    /// <exception cref="ArgumentException">It is no such pattern, or has no such group.</exception>
    public static PatternDecoderSpec Pattern(string pattern, params ColumnSpec[] types)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(types);
        var columns = ReadyPatterns.All.GetValueOrDefault(pattern)?.ToList()
            ?? [.. GroupsOf(pattern).Select(g => new ColumnSpec(g, ColumnType.String, g))];
        foreach (var type in types)
        {
            var index = columns.FindIndex(c => c.Name == type.Name);
            if (index < 0)
            {
                var names = columns.Select(c => c.Name);
                throw new ArgumentException(
                    $"the pattern has no group '{type.Name}'; it has {string.Join(", ", names)}", nameof(types));
            }

            columns[index] = type with { Path = columns[index].Path };
        }

        return new PatternDecoderSpec(pattern, columns);
    }

    private static List<string> GroupsOf(string pattern)
    {
        List<string> names;
        try
        {
            // A number is the name of a group without one.
            names = [.. new Regex(pattern, RegexOptions.CultureInvariant, _regexTimeout).GetGroupNames()
                .Where(name => !char.IsAsciiDigit(name[0]))];
        }
        catch (RegexParseException e)
        {
            throw new ArgumentException(
                $"no regular expression: {e.Error} at character {e.Offset + 1}\n"
                + $"    {pattern}\n    {new string(' ', e.Offset)}^", nameof(pattern), e);
        }

        return names.Count > 0
            ? names
            : throw new ArgumentException(
                $"'{pattern}' has no named groups; use combined, common, or groups like (?<status>\\d+)",
                nameof(pattern));
    }
}
