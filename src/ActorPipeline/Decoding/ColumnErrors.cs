using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// The words for a value that its column can't take; each is made once and kept, so a flood of bad rows costs little.
/// </summary>
internal sealed class ColumnErrors(ColumnSpec column, string expectation)
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<(JsonPathNode, string), string> _barriers = [];

    /// <summary>The reason of a dead letter for this column.</summary>
    public DeadReason Reason => column.Type == ColumnType.Timestamp ? DeadReason.BadTime : DeadReason.Malformed;

    /// <summary>What to say when <paramref name="found"/>, one of few constants, was found.</summary>
    public string Expected(string found)
    {
        if (!_texts.TryGetValue(found, out var text))
        {
            text = $"column '{column.Name}': expected {expectation}, found {found}";
            _texts.Add(found, text);
        }

        return text;
    }

    /// <summary>What to say when <paramref name="found"/> stands where the column's path leads through.</summary>
    public string Barred(JsonPathNode at, string found)
    {
        if (!_barriers.TryGetValue((at, found), out var text))
        {
            var wanted = at.IsArray ? "an array" : "an object";
            text = $"column '{column.Name}': expected {wanted} at '{at.Way}', found {found}";
            _barriers.Add((at, found), text);
        }

        return text;
    }

    /// <summary>What a column of a type expects.</summary>
    public static string ExpectationOf(ColumnType type, TimeParser? time) => type switch
    {
        ColumnType.Int64 => "an integer of 64 bits",
        ColumnType.Double => "a number",
        ColumnType.Decimal => "a number that a decimal holds (28 digits)",
        ColumnType.Boolean => "true or false",
        ColumnType.String => "a string",
        _ => time!.Expectation,
    };
}
