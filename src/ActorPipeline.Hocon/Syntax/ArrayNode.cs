using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>A list literal.</summary>
internal sealed class ArrayNode(Position position, List<Node> elements) : Node(position)
{
    public List<Node> Elements { get; } = elements;
}
