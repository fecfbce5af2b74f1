namespace ActorPipeline.Streams.Tests.Harness;

/// <summary>
/// Graphs on one thread, under virtual time, in an order drawn from a seed, with every stage held to the rules.
/// </summary>
internal sealed class World
{
    public World(int? seed = null, int turnElements = 256)
    {
        Scheduler = seed is { } order ? new SteppedScheduler(order) : new SteppedScheduler();
        Runtime = new StreamRuntime(Time, Scheduler) { Inspector = Rules, TurnElements = turnElements };
    }

    public VirtualTime Time { get; } = new();

    public RuleInspector Rules { get; } = new();

    public SteppedScheduler Scheduler { get; }

    public StreamRuntime Runtime { get; }

    /// <summary>Lets a graph run as far as it goes by itself.</summary>
    public RunningGraph<TValue> Start<TValue>(RunnableGraph<TValue> graph, CancellationToken cancellation = default)
    {
        var running = graph.Run(Runtime, cancellation);
        Settle();
        return running;
    }

    /// <summary>Lets a source run into a list as far as it goes by itself.</summary>
    public (RunningGraph Graph, List<T> Items) Collect<T>(
        Source<T> source, CancellationToken cancellation = default)
    {
        var items = new List<T>();
        return (Start(source.To(Sink.ForEach<T>(items.Add)), cancellation), items);
    }

    /// <summary>All elements of a source that ends by itself.</summary>
    public IReadOnlyList<T> ListOf<T>(Source<T> source)
    {
        var (graph, items) = Collect(source);
        AssertCompleted(graph);
        return items;
    }

    /// <summary>What a source that ends by itself fails with, and the elements before.</summary>
    public (List<T> Items, Exception Failure) FailureOf<T>(Source<T> source)
    {
        var (graph, items) = Collect(source);
        return (items, AssertFailed(graph));
    }

    public void Settle() => Scheduler.RunUntilIdle();

    /// <summary>Works until a graph is over, where others' threads have a part in it.</summary>
    public void SettleUntil(RunningGraph graph) => SettleUntil(() => graph.Completion.IsCompleted);

    /// <summary>Works until something is so, where others' threads have a part in it.</summary>
    public void SettleUntil(Func<bool> condition) => Assert.True(SpinWait.SpinUntil(
        () =>
        {
            Settle();
            return condition();
        },
        TimeSpan.FromSeconds(30)));

    /// <summary>Lets time pass.</summary>
    public void Advance(int milliseconds) => Time.Advance(TimeSpan.FromMilliseconds(milliseconds), Settle);

    /// <summary>What a task that must have completed came to.</summary>
    public static TResult ResultOf<TResult>(Task<TResult> task)
    {
        Assert.Equal(TaskStatus.RanToCompletion, task.Status);
        return task.Result;
    }

    public void AssertCompleted(RunningGraph graph)
    {
        Assert.Equal(TaskStatus.RanToCompletion, StatusOf(graph));
        AssertNothingLeft();
    }

    public void AssertCancelled(RunningGraph graph)
    {
        Assert.Equal(TaskStatus.Canceled, StatusOf(graph));
        AssertNothingLeft();
    }

    public Exception AssertFailed(RunningGraph graph)
    {
        Assert.Equal(TaskStatus.Faulted, StatusOf(graph));
        AssertNothingLeft();
        return graph.Completion.Exception!.InnerException!;
    }

    public void AssertRunning(RunningGraph graph)
    {
        Assert.Equal(TaskStatus.WaitingForActivation, StatusOf(graph));
        Rules.AssertNoOffence();
    }

    /// <summary>No stage, island, buffer or timer of any graph is left.</summary>
    public void AssertNothingLeft()
    {
        Rules.AssertKept();
        Assert.Equal(0, Runtime.OpenGraphs);
        Assert.Equal(0, Runtime.OpenIslands);
        Assert.Equal(0, Runtime.RentedBuffers);
        Assert.Equal(0, Time.AlarmCount);
    }

    private static TaskStatus StatusOf(RunningGraph graph) =>
        graph.Completion.Exception?.InnerException is Xunit.Sdk.XunitException failure
            ? throw failure
            : graph.Completion.Status;
}
