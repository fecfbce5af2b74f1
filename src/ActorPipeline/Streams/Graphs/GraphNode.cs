namespace ActorPipeline.Streams.Graphs;

/// <summary>A part of a graph: a source, a junction, a sink.</summary>
internal sealed class GraphNode(GraphBuilder graph, string name)
{
    public GraphBuilder Graph => graph;

    public string Name => name;

    /// <summary>How it is drawn; its inputs are known when the graph is complete.</summary>
    public Blueprint Blueprint { get; } = new(name);

    /// <summary>What its inlets are connected to.</summary>
    public List<GraphNode> Upstreams { get; } = [];
}

/// <summary>A place where two parts can be connected, once.</summary>
internal sealed class GraphPort
{
    public GraphPort(GraphNode node, string name)
    {
        (Node, Name) = (node, $"{node.Name}.{name}");
        node.Graph.Register(this);
    }

    public GraphNode Node { get; }

    public string Name { get; }

    public bool IsConnected { get; set; }
}
