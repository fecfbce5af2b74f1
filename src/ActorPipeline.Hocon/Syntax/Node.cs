using ActorPipeline.Hocon.Origins;

namespace ActorPipeline.Hocon.Syntax;

/// <summary>
/// A part of the unresolved tree. Nodes are compared by identity: a substitution is resolved once per occurrence.
/// Only the parser, and a merge on its own copy, changes a node.
/// </summary>
internal abstract class Node(Position position)
{
    public Position Position { get; } = position;

    /// <summary>
    /// Whether it is known without resolving whether this is an object, a list or a simple value. What is not definite
    /// never hides or merges with what it overrides before it is resolved.
    /// </summary>
    public virtual bool IsDefinite => true;
}
