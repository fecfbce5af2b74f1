using System.Text.Json;

namespace ActorPipeline.Decoding;

/// <summary>Where the slow path found a column's value.</summary>
/// <param name="Kind">The token's kind; <see cref="JsonTokenType.None"/> while the column is missing.</param>
/// <param name="Start">Offset of its text in the record; of a string, after the quote.</param>
/// <param name="Length">Length of its text; of a string, between the quotes.</param>
/// <param name="Escaped">Whether it is a string with escapes.</param>
/// <param name="Barrier">Where on the column's path something stands that it can't lead through; else null.</param>
internal readonly record struct JsonValue(
    JsonTokenType Kind, int Start, int Length, bool Escaped, JsonPathNode? Barrier = null)
{
    /// <summary>What a reader of an error message calls it.</summary>
    public string KindText => Kind switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        _ => "nothing",
    };
}
