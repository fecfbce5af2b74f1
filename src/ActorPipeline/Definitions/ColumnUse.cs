using System.Text.RegularExpressions;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Definitions;

/// <summary>
/// Leaves out the captures of a pattern that nothing mentions and that are text, which any text is: they need not be
/// decoded. Whatever has another type stays, because what it says of a record is checked. So do columns of JSON.
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
        return pattern with { Columns = [.. pattern.Columns.Where(IsKept)] };

        bool IsKept(ColumnSpec column) => column.Type != ColumnType.String || words.Contains(column.Name);
    }

    // Names of a regular expression's groups have no other characters.
    [GeneratedRegex(@"\w+")]
    private static partial Regex Words();
}
