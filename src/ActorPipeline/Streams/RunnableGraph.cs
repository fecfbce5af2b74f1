using ActorPipeline.Streams.Graphs;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>A closed graph: a blueprint that can be run many times.</summary>
/// <typeparam name="TValue">What a run gives beside its completion.</typeparam>
public sealed class RunnableGraph<TValue>
{
    private readonly Func<StageContext, TValue> _attach;
    private readonly Blueprint[] _sinks;

    internal RunnableGraph(Func<StageContext, TValue> attach, params Blueprint[] sinks) =>
        (_attach, _sinks) = (attach, sinks);

    /// <summary>Materializes the graph and lets it run.</summary>
    /// <param name="runtime">The clock and the scheduler.</param>
    /// <param name="cancellation">Tears the graph down.</param>
    public RunningGraph<TValue> Run(StreamRuntime runtime, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        var run = new StreamRun(runtime);
        var materialization = new Materialization(run);
        var island = materialization.NewIsland("main");
        var value = _attach(new StageContext(materialization, island, island));
        run.Start(cancellation);
        materialization.Start();
        run.Release();
        return new RunningGraph<TValue>(run, value);
    }

    /// <summary>The graph with something else made of what a run gives.</summary>
    public RunnableGraph<TOther> SelectValue<TOther>(Func<TValue, TOther> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return new RunnableGraph<TOther>(context => selector(_attach(context)), _sinks);
    }

    /// <summary>The graph as a Mermaid flowchart; a dotted arrow crosses an asynchronous boundary.</summary>
    public string ToMermaid() => Mermaid.Draw(_sinks);
}
