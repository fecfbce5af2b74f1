using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class SubstreamTests
{
    private readonly World _world = new();

    [Fact]
    public void Each_key_has_a_flow_of_its_own()
    {
        var source = Source.Range(1, 9).GroupBy(
            3, i => i % 3, key => Flow.Of<int>().Aggregate(0, (sum, i) => sum + i).Select(sum => (key, sum)));
        Assert.Equal([(0, 18), (1, 12), (2, 15)], _world.ListOf(source).Order());
    }

    [Fact]
    public void Elements_of_a_key_stay_in_order_when_its_flow_has_an_island()
    {
        foreach (var seed in Enumerable.Range(1, 30))
        {
            var world = new World(seed, turnElements: 7);
            var items = world.ListOf(Source.Range(0, 500).GroupBy(
                5, i => i % 5, _ => Flow.Of<int>().Select(i => i).Async(3).Select(i => i)));
            Assert.Equal(Enumerable.Range(0, 500), items.Order());
            foreach (var group in items.GroupBy(i => i % 5))
            {
                Assert.Equal(group.Order(), group);
            }
        }
    }

    [Fact]
    public void One_key_too_many_fails()
    {
        var (_, failure) = _world.FailureOf(Source.Range(1, 9).GroupBy(3, i => i, _ => Flow.Of<int>()));
        Assert.Equal(3, Assert.IsType<TooManySubstreamsException>(failure).Most);
    }

    [Fact]
    public void Elements_of_a_key_whose_flow_has_ended_are_dropped() => Assert.Equal(
        [0, 1, 2, 3],
        _world.ListOf(Source.Range(0, 100).GroupBy(2, i => i % 2, _ => Flow.Of<int>().Take(2))));

    [Fact]
    public void A_failed_substream_fails_the_stream()
    {
        var (_, failure) = _world.FailureOf(Source.Range(0, 9).GroupBy(
            2, i => i % 2, key => Flow.Of<int>().Select(i => key == 1 ? throw new IOException($"{i}") : i)));
        Assert.Equal("1", failure.Message);
    }

    [Fact]
    public void A_blocked_substream_holds_up_only_what_is_behind_its_elements()
    {
        var gates = new Gates();
        var (graph, items) = _world.Collect(Source.From([1, 2, 4, 1, 6]).GroupBy(
            2, i => i % 2, key => key == 1 ? Flow.Of<int>().SelectAsync(1, gates.GiveAsync) : Flow.Of<int>()));
        Assert.Equal([2, 4, 6], items);
        gates.Open(1);
        _world.Settle();
        Assert.Equal([2, 4, 6, 1, 1], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void Sources_follow_each_other() => Assert.Equal(
        [1, 1, 2, 1, 2, 3], _world.ListOf(Source.Range(1, 3).FlatMapConcat(i => Source.Range(1, i))));

    [Fact]
    public void Sources_run_side_by_side_up_to_the_breadth()
    {
        var queues = Enumerable.Range(0, 3).Select(_ => new SourceQueue<int>(8)).ToArray();
        var (graph, items) = _world.Collect(Source.Range(0, 3).FlatMapMerge(2, i => Source.From(queues[i])));
        queues[1].Offer(10);
        queues[2].Offer(20);
        queues[0].Offer(0);
        _world.Settle();
        Assert.Equal([0, 10], items.Order());
        queues[1].Complete();
        _world.Settle();
        Assert.Equal([0, 10, 20], items.Order());
        queues[0].Complete();
        queues[2].Complete();
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void Inner_sources_may_have_islands()
    {
        foreach (var seed in Enumerable.Range(1, 30))
        {
            var world = new World(seed, turnElements: 7);
            var items = world.ListOf(Source.Range(0, 20).FlatMapMerge(4, i => Source.Range(i * 10, 10).Async(2)));
            Assert.Equal(Enumerable.Range(0, 200), items.Order());
        }
    }

    [Fact]
    public void A_failed_inner_source_fails_the_stream()
    {
        var (items, failure) = _world.FailureOf(Source.Range(1, 3).FlatMapConcat(
            i => i == 2 ? Source.Failed<int>(new IOException("2")) : Source.Single(i)));
        Assert.Equal([1], items);
        Assert.Equal("2", failure.Message);
    }

    [Fact]
    public void A_stop_ends_inner_sources_too()
    {
        var (graph, _) = _world.Collect(Source.Repeat(1).FlatMapMerge(3, _ => Source.Never<int>()));
        graph.Stop();
        _world.Settle();
        _world.AssertCompleted(graph);
    }
}
