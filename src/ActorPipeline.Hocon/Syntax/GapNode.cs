using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>
/// Whitespace between two parts of a concatenation: kept between simple values, meaningless between objects and lists.
/// </summary>
internal sealed class GapNode(Position position, string text) : Node(position)
{
    public HoconString Text { get; } = new(position, text);
}
