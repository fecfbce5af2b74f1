using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Conformance;

/// <summary>
/// What is true of every operator, in seeded orders of steps, with a rule checker between any two stages: no pull after
/// the end, one pull at a time, one close of every stage, and nothing left when the graph is over.
/// </summary>
public sealed class ConformanceTests
{
    private const int Seeds = 12;

    public static TheoryData<string> Names => [.. OperatorCatalog.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_elements_pass(string name) => ForSeeds(name, (world, op, seed) =>
    {
        var items = world.ListOf(op.Apply(Source.Range(0, 100)));
        if (name == "aggregate")
        {
            Assert.Equal([99], items);
        }
        else if (name != "conflate")
        {
            Assert.Equal(Enumerable.Range(0, 100), op.KeepsOrder ? items : items.Order());
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_stream_just_ends(string name) => ForSeeds(name, (world, op, _) =>
        Assert.Equal(name == "aggregate" ? [0] : [], world.ListOf(op.Apply(Source.Empty<int>()))));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_failure_passes_after_the_elements_before_it(string name) => ForSeeds(name, (world, op, _) =>
    {
        var cause = new IOException(name);
        var (items, failure) = world.FailureOf(op.Apply(Source.Range(0, 10).Concat(Source.Failed<int>(cause))));
        Assert.Same(cause, failure);
        if (!op.IsWhole && op.KeepsOrder && name != "conflate")
        {
            Assert.Equal(Enumerable.Range(0, 10), items);
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_consumer_that_has_enough_ends_a_stream_without_end(string name) => ForSeeds(name, (world, op, _) =>
    {
        if (name == "aggregate")
        {
            return;
        }

        var numbers = Source.Unfold(0, n => (true, n + 1, n));
        Assert.Equal(5, world.ListOf(op.Apply(numbers).Take(5)).Count);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_abort_while_it_waits_ends_it(string name) => ForSeeds(name, (world, op, _) =>
    {
        var (graph, _) = world.Collect(op.Apply(Source.Range(0, 5).Concat(Source.Never<int>())));
        world.AssertRunning(graph);
        graph.Abort();
        world.Settle();
        world.AssertCancelled(graph);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stop_while_it_waits_drains_it(string name) => ForSeeds(name, (world, op, _) =>
    {
        var (graph, items) = world.Collect(op.Apply(Source.Range(0, 5).Concat(Source.Never<int>())));
        graph.Stop();
        world.Settle();
        world.AssertCompleted(graph);
        Assert.Equal(4, items[^1] == 4 || op.KeepsOrder ? items[^1] : items.Max());
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void An_abort_at_any_step_ends_it(string name) => ForSeeds(name, (world, op, seed) =>
    {
        var graph = op.Apply(Source.Unfold(0, n => (true, n + 1, n))).To(Sink.Ignore<int>()).Run(world.Runtime);
        for (var step = 0; step < seed * 3; step++)
        {
            world.Scheduler.Step();
        }

        graph.Abort();
        world.Settle();
        world.AssertCancelled(graph);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_consumer_that_fails_closes_it(string name) => ForSeeds(name, (world, op, _) =>
    {
        var cause = new IOException(name);
        var graph = world.Start(op.Apply(Source.Range(0, 10)).To(Sink.ForEach<int>(_ => throw cause)));
        Assert.Same(cause, world.AssertFailed(graph));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void It_asks_for_no_element_when_none_is_asked_of_it(string name)
    {
        var world = new World();
        var asked = 0;
        var source = OperatorCatalog.All[name].Apply(Source.Repeat(0).Select(_ => ++asked).Take(1000));
        var (graph, _) = world.Collect(Source.Never<int>().Concat(source));
        Assert.InRange(asked, 0, name switch
        {
            _ when name.Contains("async", StringComparison.Ordinal) => 4,
            _ when name.Contains("island", StringComparison.Ordinal) => 64,
            "buffer" => 4,
            "batch" => 3,
            "buffer that drops" or "conflate" => 1000,
            "also-to" or "divert-to" or "select-or-divert" => 2,
            _ => 0,
        });
        graph.Abort();
        world.Settle();
        world.AssertCancelled(graph);
    }

    private static void ForSeeds(string name, Action<World, Operator, int> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            try
            {
                check(new World(seed, turnElements: 1 + (seed * 5)), OperatorCatalog.All[name], seed);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{name}, seed {seed}: {failure.Message}", failure);
            }
        }
    }
}
