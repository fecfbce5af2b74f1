using ActorPipeline.Streams;

namespace ActorPipeline.TestKit.Streams;

/// <summary>
/// Runs stream graphs on one thread, under virtual time, as far as they go by themselves after each step of a test.
/// Whose turn it is is drawn from the seed, which every failure prints.
/// <code>
/// var test = new StreamTest();
/// var (numbers, sums) = (test.Source&lt;int&gt;(), test.Sink&lt;int&gt;());
/// var graph = test.Run(numbers.Source.Scan(0, (sum, i) => sum + i).To(sums.Sink));
/// sums.Request(2);
/// numbers.Send(1, 2);
/// sums.ExpectNext(1, 3);
/// numbers.ExpectNoDemand();
/// </code>
/// </summary>
/// <param name="seed">What the order of turns is drawn from.</param>
public sealed class StreamTest(int seed = 1)
{
    private readonly SteppedScheduler _scheduler = new(seed);
    private StreamRuntime? _runtime;

    /// <summary>What everything random is drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>The clock of all timers.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>What the graphs run on.</summary>
    public StreamRuntime Runtime => _runtime ??= new StreamRuntime(Clock, _scheduler);

    /// <summary>A source that gives what the test says, when it says so.</summary>
    public TestSource<T> Source<T>() => new(this);

    /// <summary>A sink that asks for as much as the test says, and keeps what it gets.</summary>
    public TestSink<T> Sink<T>() => new(this);

    /// <summary>Runs a graph as far as it goes by itself.</summary>
    public RunningGraph<TValue> Run<TValue>(RunnableGraph<TValue> graph, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var running = graph.Run(Runtime, cancellation);
        Settle();
        return running;
    }

    /// <summary>Lets the graphs go on as far as they go by themselves.</summary>
    public void Settle() => _scheduler.RunUntilIdle();

    /// <summary>Lets time pass: timers that come due ring, in order, and the graphs go on after each.</summary>
    public void Advance(TimeSpan time)
    {
        Settle();
        Clock.Advance(time, Settle);
        Settle();
    }

    internal void Check(bool condition, string problem) => PipelineTestException.ThrowUnless(
        condition, $"{problem} (seed {Seed})");
}
