using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class ElementTests
{
    private readonly World _world = new();

    [Fact]
    public void Elements_pass_the_stages_in_order() => Assert.Equal(
        ["2", "4", "6"],
        _world.ListOf(Source.Range(1, 6).Where(i => i % 2 == 0).Select(i => i.ToString())));

    [Fact]
    public void Each_element_becomes_any_number_of_elements() => Assert.Equal(
        [2, 3, 3, 4, 4, 4],
        _world.ListOf(Source.Range(1, 4).SelectMany(i => i == 1 ? [] : Enumerable.Repeat(i, i - 1))));

    [Fact]
    public void An_element_becomes_an_array_of_elements() => Assert.Equal(
        [1, 1, 2, 2], _world.ListOf(Source.Range(1, 2).SelectMany(i => new[] { i, i })));

    [Fact]
    public void A_scan_gives_each_state() => Assert.Equal(
        [1, 3, 6, 10], _world.ListOf(Source.Range(1, 4).Scan(0, (sum, i) => sum + i)));

    [Fact]
    public void An_aggregate_gives_the_last_state_only() => Assert.Equal(
        [10], _world.ListOf(Source.Range(1, 4).Aggregate(0, (sum, i) => sum + i)));

    [Fact]
    public void An_aggregate_of_nothing_is_its_seed() => Assert.Equal(
        [7], _world.ListOf(Source.Empty<int>().Aggregate(7, (sum, i) => sum + i)));

    [Fact]
    public void The_last_group_may_be_shorter() => Assert.Equal(
        [[1, 2], [3, 4], [5]], _world.ListOf(Source.Range(1, 5).Grouped(2)));

    [Fact]
    public void Groups_that_come_out_even_leave_no_empty_one() => Assert.Equal(
        [[1, 2], [3, 4]], _world.ListOf(Source.Range(1, 4).Grouped(2)));

    [Fact]
    public void A_take_ends_a_stream_without_end() => Assert.Equal(
        [5, 5, 5], _world.ListOf(Source.Repeat(5).Take(3)));

    [Fact]
    public void A_take_pulls_no_element_too_many()
    {
        var made = 0;
        _world.ListOf(Source.Repeat(5).Select(_ => made++).Take(3));
        Assert.Equal(3, made);
    }

    [Fact]
    public void A_skip_leaves_the_rest() => Assert.Equal(
        [4, 5], _world.ListOf(Source.Range(1, 5).Skip(3)));

    [Fact]
    public void A_function_that_throws_fails_the_stream_after_what_came_before()
    {
        var cause = new InvalidOperationException("three");
        var (items, failure) = _world.FailureOf(
            Source.Range(1, 5).Select(i => i == 3 ? throw cause : i).Where(_ => true));
        Assert.Same(cause, failure);
        Assert.Equal([1, 2], items);
    }

    [Fact]
    public void A_filter_that_lets_nothing_pass_gives_way_to_an_abort()
    {
        var graph = Source.Repeat(1).Where(_ => false).To(Sink.Ignore<int>()).Run(_world.Runtime);
        Assert.True(_world.Scheduler.Step());
        _world.AssertRunning(graph);
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
    }
}
