using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Running;

/// <summary>What a run allocates for an element, beyond what it allocates for itself.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Few = 10_000;
    private const int Many = 60_000;

    private static readonly int[] Pair = [1, 2];

    public static TheoryData<string> Names => [.. Operators.Keys];

    private static Dictionary<string, Func<Source<int>, Source<int>>> Operators { get; } = new()
    {
        ["select"] = s => s.Select(i => i + 1),
        ["where"] = s => s.Where(i => i % 2 == 0),
        ["scan"] = s => s.Scan(0, (sum, i) => sum + i),
        ["select-many"] = s => s.SelectMany(_ => Pair),
        ["select-async"] = s => s.SelectAsync(4, (i, _) => ValueTask.FromResult(i)),
        ["select-parallel"] = s => s.SelectParallel(4, i => i),
        ["async"] = s => s.Async(64),
        ["buffer"] = s => s.Buffer(16, OverflowStrategy.DropHead),
        ["conflate"] = s => s.Conflate((a, b) => a + b),
        ["throttle"] = s => s.Throttle(1_000_000_000, TimeSpan.FromSeconds(1), 1000),
        ["idle-timeout"] = s => s.IdleTimeout(TimeSpan.FromMinutes(1)),
        ["zip"] = s => s.Zip(Source.Repeat(1), (a, b) => a + b),
        ["merge"] = s => s.Merge(Source.Range(1, 10)),
        ["also-to"] = s => s.AlsoTo(Sink.Ignore<int>()),
        ["divert-to"] = s => s.DivertTo(Sink.Ignore<int>(), i => i % 2 == 0),
        ["group-by"] = s => s.GroupBy(4, i => i % 4, _ => Flow.Of<int>().Select(i => i)),
        ["monitor"] = s => s.Monitor(new StreamMonitor()),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated_for_an_element(string name)
    {
        Run(Many, name);
        var perElement = (Run(Many, name) - Run(Few, name)) / (double)(Many - Few);

        Assert.True(perElement <= 0.5, $"{name} allocates {perElement:0.0} bytes for each element");
    }

    /// <summary>Steps a graph on this thread: what others in the process allocate is not counted.</summary>
    private static long Run(int elements, string name)
    {
        var scheduler = new SteppedScheduler();
        var runtime = new StreamRuntime(TimeProvider.System, scheduler);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var graph = Operators[name](Source.Range(0, elements)).To(Sink.Ignore<int>()).Run(runtime);
        while (!graph.Completion.IsCompleted)
        {
            scheduler.RunUntilIdle();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
