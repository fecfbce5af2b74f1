using System.Runtime.CompilerServices;
using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>What a running stage knows of its surroundings.</summary>
public sealed class StageContext
{
    private readonly Materialization _materialization;
    private readonly Func<Exception, SupervisionDecision>? _supervision;
    private readonly Dictionary<object, object>? _shared;

    internal StageContext(
        Materialization materialization,
        StreamIsland island,
        Waker waker,
        Func<Exception, SupervisionDecision>? supervision = null,
        Dictionary<object, object>? shared = null)
    {
        (_materialization, Island, Waker) = (materialization, island, waker);
        (_supervision, _shared) = (supervision, shared);
    }

    /// <summary>The clock of this run.</summary>
    public TimeProvider Time => Run.Runtime.Time;

    /// <summary>Cancelled when the graph is torn down.</summary>
    public CancellationToken Token => Run.Token;

    /// <summary>Whether sources are to end, so that the graph drains.</summary>
    public bool IsStopping => Run.IsStopping;

    internal StreamRun Run => _materialization.Run;

    internal StreamIsland Island { get; }

    internal Waker Waker { get; }

    /// <summary>Asks that this stage be pulled again; from any thread.</summary>
    public void Wake() => Waker.Wake();

    /// <summary>
    /// What a source asks before it gives an element: whether it may. If not, it answers with
    /// <see cref="Refuse{T}"/>. This is how a graph stops, is torn down, and shares its thread.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake() => Island.TryTake();

    /// <summary>The answer of a source that may not give an element now.</summary>
    /// <exception cref="OperationCanceledException">The graph is being torn down.</exception>
    public PullStatus Refuse<T>(out T item)
    {
        item = default!;
        return Run.IsAborting || !Run.IsStopping ? RefuseBuffered(out item) : PullStatus.Done;
    }

    /// <summary>
    /// The same of a stage that gives what was taken before: it ends when it is empty, not when the graph stops.
    /// </summary>
    internal PullStatus RefuseBuffered<T>(out T item)
    {
        item = default!;
        Run.ThrowIfAborting();
        Waker.Again();
        return PullStatus.Pending;
    }

    /// <summary>Whether a stage may swallow a failure, rather than let it pass for the graph is torn down.</summary>
    internal bool CanHandle(Exception failure) => failure is not OutOfMemoryException && !Run.IsAborting;

    /// <summary>Whether the element that failed is dropped and the stream goes on.</summary>
    internal bool Drops(Exception failure) => Decide(failure) != SupervisionDecision.Stop;

    /// <summary>What the supervision in force says of the failure of a function.</summary>
    internal SupervisionDecision Decide(Exception failure) =>
        _supervision is null || !CanHandle(failure) ? SupervisionDecision.Stop : _supervision(failure);

    /// <summary>The same surroundings under another supervision.</summary>
    internal StageContext Supervised(Func<Exception, SupervisionDecision>? decide) =>
        new(_materialization, Island, Waker, decide, _shared);

    /// <summary>The same surroundings in another island.</summary>
    internal StageContext In(StreamIsland island) => new(_materialization, island, island, _supervision, _shared);

    /// <summary>The same surroundings for a graph whose junctions are its own.</summary>
    internal StageContext ForGraph() => new(_materialization, Island, Waker, _supervision, []);

    /// <summary>A new island of this run.</summary>
    internal StreamIsland NewIsland(string name) => _materialization.NewIsland(name);

    /// <summary>What several stages of one use of a graph share, made when it is first asked for.</summary>
    internal TShared Shared<TShared>(object key, Func<StageContext, TShared> create)
        where TShared : class
    {
        if (!_shared!.TryGetValue(key, out var shared))
        {
            shared = create(this);
            _shared.Add(key, shared);
        }

        return (TShared)shared;
    }

    /// <summary>Materializes a source while the graph runs, as a part of this stage's island.</summary>
    /// <param name="source">The source.</param>
    /// <param name="waker">Who is told when it is worth pulling; null for this stage's own.</param>
    internal Stage<T> Materialize<T>(Source<T> source, Waker? waker = null)
    {
        var nested = new Materialization(Run);
        var stage = source.Create(new StageContext(nested, Island, waker ?? Waker, _supervision));
        nested.Start();
        return stage;
    }
}
