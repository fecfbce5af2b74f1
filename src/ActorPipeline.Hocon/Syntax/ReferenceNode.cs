using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>
/// A substitution. In an included file it carries the path of the object that includes the file as a prefix; without
/// the prefix it is looked up in the root, and outside of the document.
/// </summary>
internal sealed class ReferenceNode(Position position, ReferenceExpression written, IReadOnlyList<string> prefix)
    : Node(position)
{
    public ReferenceExpression Written { get; } = written;

    public IReadOnlyList<string> Path { get; } = prefix.Count == 0 ? written.Path : [.. prefix, .. written.Path];

    public bool HasPrefix { get; } = prefix.Count > 0;

    public override bool IsDefinite => false;
}
