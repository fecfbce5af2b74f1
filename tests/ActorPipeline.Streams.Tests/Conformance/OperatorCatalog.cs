namespace ActorPipeline.Streams.Tests.Conformance;

/// <summary>
/// An operator as the suite knows it: from numbers to numbers, in a form in which it lets every number pass, so that
/// what comes out is known.
/// </summary>
/// <param name="Name">What failures call it.</param>
/// <param name="Apply">Puts it after a source.</param>
/// <param name="KeepsOrder">Whether the numbers come out in order.</param>
/// <param name="IsWhole">Whether an element comes out at the end only, or for several.</param>
internal sealed record Operator(
    string Name, Func<Source<int>, Source<int>> Apply, bool KeepsOrder = true, bool IsWhole = false)
{
    public override string ToString() => Name;
}

/// <summary>All operators.</summary>
internal static class OperatorCatalog
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private static readonly RestartOptions Restart = new() { MinBackoff = Long, MaxBackoff = Long, MaxRestarts = 0 };

    public static IReadOnlyDictionary<string, Operator> All { get; } = ((Operator[])
    [
        new("select", s => s.Select(i => i)),
        new("where", s => s.Where(_ => true)),
        new("select-many", s => s.SelectMany(i => new[] { i })),
        new("select-many lazily", s => s.SelectMany(i => Enumerable.Repeat(i, 1))),
        new("scan", s => s.Scan(0, (_, i) => i)),
        new("aggregate", s => s.Aggregate(0, (_, i) => i), IsWhole: true),
        new("grouped", s => s.Grouped(3).SelectMany(g => g), IsWhole: true),
        new("grouped-within", s => s.GroupedWithin(3, Long).SelectMany(g => g), IsWhole: true),
        new("take", s => s.Take(long.MaxValue)),
        new("take-while", s => s.TakeWhile(_ => true)),
        new("take-within", s => s.TakeWithin(Long)),
        new("skip", s => s.Skip(0)),
        new("skip-while", s => s.SkipWhile(_ => false)),
        new("distinct-until-changed", s => s.DistinctUntilChanged()),
        new("select-async", s => s.SelectAsync(3, (i, _) => ValueTask.FromResult(i))),
        new("select-async-unordered", s => s.SelectAsyncUnordered(3, (i, _) => ValueTask.FromResult(i))),
        new("select-parallel", s => s.SelectParallel(3, i => i)),
        new("async", s => s.Async(4)),
        new("async by one", s => s.Async(1)),
        new("buffer", s => s.Buffer(4)),
        new("buffer that drops", s => s.Buffer(4, OverflowStrategy.DropHead)),
        new("conflate", s => s.Conflate((_, i) => i)),
        new("batch", s => s.Batch(3, i => new[] { i }, (b, i) => [.. b, i]).SelectMany(b => b), IsWhole: true),
        new("throttle", s => s.Throttle(1_000_000, TimeSpan.FromMilliseconds(1), 1_000_000)),
        new("idle-timeout", s => s.IdleTimeout(Long)),
        new("completion-timeout", s => s.CompletionTimeout(Long)),
        new("zip", s => s.Zip(Source.Repeat(0), (i, _) => i)),
        new("merge", s => s.Merge(Source.Empty<int>())),
        new("merge-sorted", s => s.MergeSorted(Source.Empty<int>())),
        new("merge-prioritized", s => Source.MergePrioritized((s, 2), (Source.Empty<int>(), 1))),
        new("concat", s => s.Concat(Source.Empty<int>())),
        new("prepend", s => s.Prepend(Source.Empty<int>())),
        new("also-to", s => s.AlsoTo(Sink.Ignore<int>())),
        new("divert-to", s => s.DivertTo(Sink.Ignore<int>(), _ => false)),
        new("select-or-divert", s => s.SelectOrDivert(i => i, Sink.Ignore<Failed<int>>())),
        new("group-by", s => s.GroupBy(1, _ => 0, _ => Flow.Of<int>())),
        new("group-by with islands", s => s.GroupBy(3, i => i % 3, _ => Flow.Of<int>().Async(2)), KeepsOrder: false),
        new("flat-map-concat", s => s.FlatMapConcat(Source.Single)),
        new("flat-map-merge", s => s.FlatMapMerge(3, Source.Single), KeepsOrder: false),
        new("recover-with", s => s.RecoverWith(1, e => Source.Failed<int>(e))),
        new("restart-with-backoff", s => s.RestartWithBackoff(Restart)),
        new("flow that restarts", s => s.Via(Flow.Of<int>().Select(i => i).RestartWithBackoff(Restart))),
        new("flow with an island that restarts", s => s.Via(Flow.Of<int>().Async(2).RestartWithBackoff(Restart))),
        new("kill-switch", s => s.Via(new KillSwitch())),
        new("monitor", s => s.Monitor(new StreamMonitor())),
        new("supervise", s => s.Select(i => i).Supervise(_ => SupervisionDecision.Resume)),
        new("broadcast and zip", s => s.Via(Diamond(false))),
        new("broadcast and zip across islands", s => s.Via(Diamond(true))),
        new("balance and merge", s => s.Via(BalanceAndMerge()), KeepsOrder: false),
        new("partition and merge", s => s.Via(PartitionAndMerge()), KeepsOrder: false),
    ]).ToDictionary(o => o.Name);

    private static Flow<int, int> BalanceAndMerge() => Graph.Flow<int, int>((g, input) =>
        Join(g, input, g.Balance<int>("balance", 3)));

    private static Flow<int, int> PartitionAndMerge() => Graph.Flow<int, int>((g, input) =>
        Join(g, input, g.Partition<int>("partition", 3, i => i % 3)));

    private static Flow<int, int> Diamond(bool isAsync) => Graph.Flow<int, int>((g, input) =>
    {
        var (split, zip) = (g.Broadcast<int>("split", 2), g.Zip<int, int, int>("zip", (i, _) => i));
        g.Connect(input, split.In);
        g.Connect(split.Out[0], zip.Left);
        g.Connect(split.Out[1], isAsync ? Flow.Of<int>().Async(2) : Flow.Of<int>(), zip.Right);
        return zip.Out;
    });

    private static Outlet<int> Join(GraphBuilder g, Outlet<int> input, FanOutShape<int> split)
    {
        var merge = g.Merge<int>("merge", split.Out.Count);
        g.Connect(input, split.In);
        for (var i = 0; i < split.Out.Count; i++)
        {
            g.Connect(split.Out[i], merge.In[i]);
        }

        return merge.Out;
    }
}
