using System.Text.RegularExpressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>
/// Leaves out the captures of a pattern that nothing mentions, so that they are not decoded. Columns of JSON are the
/// operator's own words and stay: what they say of a record is checked.
/// </summary>
internal static partial class ColumnUse
{
    public static DecoderSpec Narrow(DecoderSpec decoder, ExpressionTexts texts, string? eventTime)
    {
        if (decoder is not PatternDecoderSpec pattern)
        {
            return decoder;
        }

        // Words in text literals count too: one column too many costs little, one too few would be an error.
        IEnumerable<NamedText> expressions = [.. texts.Lets, .. texts.Key, .. texts.Aggregates];
        var words = expressions.Select(e => e.Text)
            .Append(texts.Where?.Text ?? "")
            .Append(eventTime ?? "")
            .SelectMany(text => Words().Matches(text))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);
        return pattern with { Columns = [.. pattern.Columns.Where(c => words.Contains(c.Name))] };
    }

    // Names of a regular expression's groups have no other characters.
    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
