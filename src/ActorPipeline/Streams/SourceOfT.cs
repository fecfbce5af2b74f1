using ActorPipeline.Streams.Graphs;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>
/// The blueprint of a stream with an open end. It is immutable and can be part of many graphs; each run makes stages
/// of its own. <see cref="Source"/> has the beginnings; the methods here add stages.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
public sealed partial class Source<T>
{
    /// <summary>How many elements an asynchronous boundary holds at most, when nothing else is said.</summary>
    public const int DefaultBoundary = 256;

    private readonly Func<StageContext, Stage<T>> _create;

    internal Source(string name, Func<StageContext, Stage<T>> create, params Blueprint[] inputs)
        : this(new Blueprint(name, inputs), create)
    {
    }

    internal Source(Blueprint blueprint, Func<StageContext, Stage<T>> create) =>
        (Blueprint, _create) = (blueprint, create);

    internal Blueprint Blueprint { get; }

    internal string Name => Blueprint.Name;

    /// <summary>The source through a flow.</summary>
    public Source<TOut> Via<TOut>(Flow<T, TOut> flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Apply(this);
    }

    /// <summary>The source into a sink: a graph that can run.</summary>
    public RunnableGraph<TValue> To<TValue>(Sink<T, TValue> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return new RunnableGraph<TValue>(context => sink.Attach(this, context), sink.Describe(Blueprint));
    }

    /// <summary>Runs the source into a sink, and gives the sink's result when the graph has completed.</summary>
    /// <exception cref="OperationCanceledException">The graph was cancelled.</exception>
    public async Task<TResult> RunAsync<TResult>(
        Sink<T, Task<TResult>> sink, StreamRuntime runtime, CancellationToken cancellation = default)
    {
        var graph = To(sink).Run(runtime, cancellation);
        await graph.Completion.ConfigureAwait(false);
        return await graph.Value.ConfigureAwait(false);
    }

    /// <summary>
    /// Puts all so far into an island of its own, which may run at the same time as what follows, with a bounded queue
    /// between. Without it all stages run on one thread, one call inside the other.
    /// </summary>
    /// <param name="capacity">Elements that the queue holds at most.</param>
    public Source<T> Async(int capacity = DefaultBoundary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Source<T>(
            new Blueprint("async", Blueprint) { IsBoundary = true },
            context => Boundary.Create(this, capacity, context));
    }

    /// <summary>
    /// What is done when a function of the stages so far throws, unless a supervision before them says it. Nothing
    /// said, the stream fails.
    /// </summary>
    /// <param name="decide">From the exception to the decision; must not throw.</param>
    public Source<T> Supervise(Func<Exception, SupervisionDecision> decide)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return new Source<T>(Blueprint, context => Create(context.Supervised(decide)));
    }

    /// <summary>The source with a name of its own in drawings and messages.</summary>
    public Source<T> Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        // What others point at stays in the drawing.
        var isPlain = Blueprint.Sides.Count == 0 && !Blueprint.IsBoundary;
        var named = isPlain ? new Blueprint(name, [.. Blueprint.Inputs]) : new Blueprint(name, Blueprint);
        return new Source<T>(named, _create);
    }

    /// <summary>Adds a stage of one's own.</summary>
    /// <param name="name">What drawings and messages call it.</param>
    /// <param name="create">Makes the stage, from the one before it, for each run.</param>
    public Source<TOut> Through<TOut>(string name, Func<Stage<T>, StageContext, Stage<TOut>> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        return new Source<TOut>(name, context => create(Create(context), context), Blueprint);
    }

    /// <summary>Makes the stages of a run.</summary>
    internal Stage<T> Create(StageContext context)
    {
        var stage = _create(context);
        return context.Run.Runtime.Inspector is { } inspector ? inspector.Inspect(Name, stage) : stage;
    }
}
