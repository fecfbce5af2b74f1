using ActorPipeline.Streams.Graphs;

namespace ActorPipeline.Streams;

/// <summary>Where elements come out of a part of a graph that is being built.</summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed class Outlet<T>
{
    internal Outlet(GraphNode node, string name, Source<T> source) =>
        (Port, Source) = (new GraphPort(node, name), source);

    /// <summary>What messages call it, such as <c>split.out[1]</c>.</summary>
    public string Name => Port.Name;

    internal GraphPort Port { get; }

    internal Source<T> Source { get; }
}
