using ActorPipeline.Notation;

namespace ActorPipeline.Node;

/// <summary>The end of a message about a name that there is not.</summary>
internal static class Hint
{
    /// <summary>The name that was probably meant; another hint where none is near.</summary>
    public static string For(string written, IEnumerable<string> names, string otherwise) =>
        NearestName.Of(written, names) is { } near ? $"did you mean '{near}'?" : otherwise;

    /// <summary><c>a, b and c</c>.</summary>
    public static string Join(IReadOnlyList<string> words, string last) => words.Count == 1
        ? words[0]
        : $"{string.Join(", ", words.Take(words.Count - 1))} {last} {words[^1]}";
}
