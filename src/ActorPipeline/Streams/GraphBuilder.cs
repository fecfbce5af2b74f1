using ActorPipeline.Streams.Graphs;

namespace ActorPipeline.Streams;

/// <summary>Puts a graph together. Names are for messages and drawings; they need not be unique.</summary>
public sealed partial class GraphBuilder
{
    private readonly List<GraphPort> _ports = [];
    private readonly List<GraphNode> _nodes = [];
    private readonly List<Action> _onComplete = [];
    private readonly List<Action<StageContext, GraphValues>> _attach = [];
    private readonly List<Func<Blueprint>> _sinks = [];

    internal GraphBuilder()
    {
    }

    /// <summary>Adds a source.</summary>
    /// <returns>Its outlet.</returns>
    public Outlet<T> Source<T>(string name, Source<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Outlet<T>(AddNode(name), "out", source);
    }

    /// <summary>Adds a sink.</summary>
    public SinkShape<T, TValue> Sink<T, TValue>(string name, Sink<T, TValue> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var inlet = new Inlet<T>(AddNode(name), "in");
        var value = new GraphValue<TValue>();
        _attach.Add((context, values) => values.Add(value, sink.Attach(inlet.Source, context)));
        _sinks.Add(() => sink.Describe(inlet.Source.Blueprint));
        return new SinkShape<T, TValue>(inlet, value);
    }

    /// <summary>Connects an outlet to an inlet.</summary>
    /// <exception cref="GraphException">One of them is connected already, or of another graph.</exception>
    public void Connect<T>(Outlet<T> from, Inlet<T> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        Connect(from.Port, to.Port);
        to.Source = from.Source;
    }

    /// <summary>Connects an outlet to an inlet through a flow.</summary>
    /// <exception cref="GraphException">One of them is connected already, or of another graph.</exception>
    public void Connect<TOut, TIn>(Outlet<TOut> from, Flow<TOut, TIn> flow, Inlet<TIn> to)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(to);
        Connect(from.Port, to.Port);
        to.Source = flow.Apply(from.Source);
    }

    internal void Register(GraphPort port) => _ports.Add(port);

    /// <summary>Holds the graph to the rules.</summary>
    internal void Complete()
    {
        var open = _ports.Where(p => !p.IsConnected).Select(p => p.Name).ToArray();
        if (open.Length > 0)
        {
            throw new GraphException(
                $"{string.Join(", ", open)} {(open.Length == 1 ? "is" : "are")} not connected", open);
        }

        var done = new HashSet<GraphNode>();
        foreach (var node in _nodes)
        {
            Visit(node, [], done);
        }

        foreach (var complete in _onComplete)
        {
            complete();
        }
    }

    /// <summary>The same with one outlet that stays open.</summary>
    internal Source<T> Complete<T>(Outlet<T> outlet)
    {
        ArgumentNullException.ThrowIfNull(outlet);
        var end = AddNode("result");
        Connect(outlet.Port, new GraphPort(end, "in"));
        Complete();
        var source = outlet.Source;
        var blueprint = new Blueprint("graph", source.Blueprint);
        blueprint.Sides.AddRange(Blueprints());
        return new Source<T>(blueprint, context =>
        {
            var mine = context.ForGraph();
            Attach(mine);
            return source.Create(mine);
        });
    }

    internal GraphValues Attach(StageContext context)
    {
        var values = new GraphValues();
        foreach (var attach in _attach)
        {
            attach(context, values);
        }

        return values;
    }

    internal Blueprint[] Blueprints() => [.. _sinks.Select(describe => describe())];

    private void Connect(GraphPort from, GraphPort to)
    {
        foreach (var port in (GraphPort[])[from, to])
        {
            if (port.Node.Graph != this)
            {
                throw new GraphException($"{port.Name} is of another graph", port.Name);
            }

            if (port.IsConnected)
            {
                throw new GraphException($"{port.Name} is connected already", port.Name);
            }

            port.IsConnected = true;
        }

        to.Node.Upstreams.Add(from.Node);
    }

    private static void Visit(GraphNode node, List<GraphNode> path, HashSet<GraphNode> done)
    {
        var start = path.IndexOf(node);
        if (start >= 0)
        {
            var names = path[start..].Append(node).Select(n => n.Name).Reverse().ToArray();
            throw new GraphException($"the graph has a cycle: {string.Join(" -> ", names)}", names);
        }

        if (done.Contains(node))
        {
            return;
        }

        path.Add(node);
        foreach (var upstream in node.Upstreams)
        {
            Visit(upstream, path, done);
        }

        path.RemoveAt(path.Count - 1);
        done.Add(node);
    }

    private GraphNode AddNode(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var node = new GraphNode(this, name);
        _nodes.Add(node);
        return node;
    }
}
