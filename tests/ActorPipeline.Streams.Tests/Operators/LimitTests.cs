using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class LimitTests
{
    private readonly World _world = new();

    [Theory]
    [InlineData(false, new[] { 1, 2 })]
    [InlineData(true, new[] { 1, 2, 3 })]
    public void Take_while_ends_at_the_first_that_does_not_fit(bool isInclusive, int[] expected) => Assert.Equal(
        expected, _world.ListOf(Source.Range(1, 9).TakeWhile(i => i < 3, isInclusive)));

    [Fact]
    public void Skip_while_asks_no_more_once_it_passes() => Assert.Equal(
        [3, 1, 2], _world.ListOf(Source.From([1, 2, 3, 1, 2]).SkipWhile(i => i < 3)));

    [Fact]
    public void Take_within_ends_a_stream_that_is_silent()
    {
        var queue = new SourceQueue<int>(4);
        var (graph, items) = _world.Collect(Source.From(queue).TakeWithin(TimeSpan.FromSeconds(1)));
        queue.Offer(1);
        _world.Advance(999);
        Assert.Equal([1], items);
        _world.AssertRunning(graph);
        _world.Advance(1);
        _world.AssertCompleted(graph);
        Assert.Equal(OfferResult.Closed, queue.Offer(2));
    }

    [Fact]
    public void Skip_within_passes_what_comes_later()
    {
        var queue = new SourceQueue<int>(4);
        var (graph, items) = _world.Collect(Source.From(queue).SkipWithin(TimeSpan.FromSeconds(1)));
        queue.Offer(1);
        _world.Settle();
        _world.Advance(1000);
        queue.Offer(2);
        queue.Complete();
        _world.Settle();
        Assert.Equal([2], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void An_element_like_the_one_before_is_dropped() => Assert.Equal(
        [1, 2, 1], _world.ListOf(Source.From([1, 1, 2, 2, 2, 1]).DistinctUntilChanged()));

    [Fact]
    public void An_element_with_the_key_of_the_one_before_is_dropped() => Assert.Equal(
        [1, 2, 11], _world.ListOf(Source.From([1, 3, 2, 4, 11]).DistinctUntilChanged(i => i % 2)));

    [Fact]
    public void A_kill_switch_ends_all_streams_that_pass_it()
    {
        var killSwitch = new KillSwitch();
        var (first, _) = _world.Collect(Source.Never<int>().Via(killSwitch));
        var (second, _) = _world.Collect(Source.Never<int>().Async().Via(killSwitch));
        killSwitch.Shutdown();
        killSwitch.Abort(new IOException("too late"));
        _world.Settle();
        _world.AssertCompleted(first);
        _world.AssertCompleted(second);
    }

    [Fact]
    public void A_kill_switch_that_aborts_fails_the_stream()
    {
        var killSwitch = new KillSwitch();
        var cause = new IOException("away");
        var (graph, _) = _world.Collect(Source.Never<int>().Via(killSwitch));
        killSwitch.Abort(cause);
        _world.Settle();
        Assert.Same(cause, _world.AssertFailed(graph));
    }

    [Fact]
    public void A_kill_switch_that_was_thrown_before_lets_nothing_pass()
    {
        var killSwitch = new KillSwitch();
        killSwitch.Shutdown();
        Assert.Empty(_world.ListOf(Source.Range(1, 3).Via(killSwitch)));
    }

    [Fact]
    public void A_monitor_counts_and_sees_each_way_to_end()
    {
        var monitor = new StreamMonitor();
        Assert.Equal(StreamState.NotStarted, monitor.State);
        _world.ListOf(Source.Range(1, 3).Monitor(monitor));
        Assert.Equal((3, StreamState.Completed), (monitor.Elements, monitor.State));

        _world.ListOf(Source.Range(1, 3).Monitor(monitor).Take(2));
        Assert.Equal((5, StreamState.Cancelled), (monitor.Elements, monitor.State));

        var (_, failure) = _world.FailureOf(Source.Failed<int>(new IOException("gone")).Monitor(monitor));
        Assert.Equal(StreamState.Failed, monitor.State);
        Assert.Same(failure, monitor.Failure);
    }
}
