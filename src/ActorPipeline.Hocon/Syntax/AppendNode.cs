using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>
/// <c>a += b</c>, that is <c>a = ${?a} [b]</c>; except that it never takes a list from outside of the document, where
/// no lists are.
/// </summary>
/// <param name="position">Where the appended value is.</param>
/// <param name="path">The field's path from the root; null inside a list, which a path cannot reach into.</param>
/// <param name="elements">What is appended.</param>
internal sealed class AppendNode(Position position, IReadOnlyList<string>? path, List<Node> elements) : Node(position)
{
    public IReadOnlyList<string>? Path { get; } = path;

    public List<Node> Elements { get; } = elements;

    public override bool IsDefinite => false;
}
