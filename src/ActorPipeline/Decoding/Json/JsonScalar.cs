using System.Text.Json;

namespace ActorPipeline.Decoding;

/// <summary>A scalar that the slow path passed, from which a shape is learned.</summary>
/// <param name="Kind">The token's kind.</param>
/// <param name="Start">Offset of its text in the record; of a string, after the quote.</param>
/// <param name="Length">Length of its text; of a string, between the quotes.</param>
/// <param name="Node">The columns that want it, or null.</param>
internal readonly record struct JsonScalar(JsonTokenType Kind, int Start, int Length, JsonPathNode? Node);
