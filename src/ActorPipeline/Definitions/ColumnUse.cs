using System.Text.RegularExpressions;
using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>
/// Leaves out the captures of a pattern that nothing mentions, so that they are not decoded. Columns of JSON are their
/// author's own words and stay: what they say of a record is checked.
/// </summary>
internal static partial class ColumnUse
{
    public static DecoderSpec Narrow(DecoderSpec decoder, IEnumerable<string> expressions)
    {
        if (decoder is not PatternDecoderSpec pattern)
        {
            return decoder;
        }

        // Words in text literals count too: one column too many costs little, one too few would be an error.
        var words = expressions
            .SelectMany(text => Words().Matches(text))
            .Select(match => match.Value)
            .ToHashSet(StringComparer.Ordinal);
        return pattern with { Columns = [.. pattern.Columns.Where(c => words.Contains(c.Name))] };
    }

    // Names of a regular expression's groups have no other characters.
    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
