using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>Several values side by side, at least one of them a substitution.</summary>
internal sealed class ConcatenationNode(Position position, IReadOnlyList<Node> pieces) : Node(position)
{
    public IReadOnlyList<Node> Pieces { get; } = pieces;

    public override bool IsDefinite => false;
}
