using ActorPipeline.Streams.Graphs;

namespace ActorPipeline.Streams;

/// <summary>Where elements go into a part of a graph that is being built.</summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class Inlet<T>
{
    internal Inlet(GraphNode node, string name) => Port = new GraphPort(node, name);

    /// <summary>What messages call it, such as <c>merge.in[1]</c>.</summary>
    public string Name => Port.Name;

    internal GraphPort Port { get; }

    /// <summary>What goes in, once it is connected.</summary>
    internal Source<T> Source { get; set; } = null!;
}
