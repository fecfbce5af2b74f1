namespace ActorPipeline.Streams;

/// <summary>
/// Graphs with junctions. A builder makes the parts, each with its ports, and connects outlets to inlets; a graph is
/// complete when every port is connected, and has no cycles.
/// </summary>
public static class Graph
{
    /// <summary>Builds a closed graph, of which one sink's value is of interest.</summary>
    /// <param name="build">Adds and connects the parts, and returns that value.</param>
    /// <exception cref="GraphException">A port is not connected, or there is a cycle.</exception>
    public static RunnableGraph<TValue> Build<TValue>(Func<GraphBuilder, GraphValue<TValue>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new GraphBuilder();
        var value = build(builder);
        builder.Complete();
        return new RunnableGraph<TValue>(context => builder.Attach(context.ForGraph()).Of(value), builder.Blueprints());
    }

    /// <summary>Builds a closed graph, whose run has the values of all sinks.</summary>
    /// <exception cref="GraphException">A port is not connected, or there is a cycle.</exception>
    public static RunnableGraph<GraphValues> Build(Action<GraphBuilder> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new GraphBuilder();
        build(builder);
        builder.Complete();
        return new RunnableGraph<GraphValues>(context => builder.Attach(context.ForGraph()), builder.Blueprints());
    }

    /// <summary>Builds a source out of parts.</summary>
    /// <param name="build">Adds and connects the parts, and returns the outlet that stays open.</param>
    /// <exception cref="GraphException">Another port is not connected, or there is a cycle.</exception>
    public static Source<T> Source<T>(Func<GraphBuilder, Outlet<T>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        var builder = new GraphBuilder();
        var outlet = build(builder);
        return builder.Complete(outlet);
    }

    /// <summary>Builds a flow out of parts.</summary>
    /// <param name="build">
    /// Adds and connects the parts to what comes in, and returns the outlet that stays open. Called for each source
    /// that goes through the flow, and at once, with an empty one, to find mistakes.
    /// </param>
    /// <exception cref="GraphException">Another port is not connected, or there is a cycle.</exception>
    public static Flow<TIn, TOut> Flow<TIn, TOut>(Func<GraphBuilder, Outlet<TIn>, Outlet<TOut>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        Apply(Streams.Source.Empty<TIn>());
        return new Flow<TIn, TOut>(Apply);

        Source<TOut> Apply(Source<TIn> source) => Source(builder => build(builder, builder.Source("in", source)));
    }
}
