using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class TimedTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly World _world = new();
    private readonly SourceQueue<int> _queue = new(16);

    [Fact]
    public void A_group_is_given_when_it_is_full_or_its_time_is_over()
    {
        var (graph, groups) = _world.Collect(Source.From(_queue).GroupedWithin(3, Second));
        Offer(1, 2, 3, 4);
        Assert.Equal([[1, 2, 3]], groups);
        _world.Advance(999);
        Assert.Single(groups);
        _world.Advance(1);
        Assert.Equal([4], groups[1]);

        // The time of a group begins with its first element, not with the end of the last.
        _world.Advance(5000);
        Offer(5);
        _world.Advance(999);
        Offer(6);
        _world.Advance(1);
        Assert.Equal([5, 6], groups[2]);
        Offer(7);
        _queue.Complete();
        _world.Settle();
        Assert.Equal([7], groups[3]);
        Assert.Equal(4, groups.Count);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_full_group_does_not_shorten_the_time_of_the_next()
    {
        var (graph, groups) = _world.Collect(Source.From(_queue).GroupedWithin(2, Second));
        Offer(1);
        _world.Advance(900);
        Offer(2, 3);
        _world.Advance(500);
        Assert.Single(groups);
        _world.Advance(500);
        Assert.Equal([3], groups[1]);
        Abort(graph);
    }

    [Fact]
    public void A_failure_comes_after_the_group_before_it()
    {
        var (graph, groups) = _world.Collect(Source.From(_queue).GroupedWithin(3, Second));
        Offer(1);
        _queue.Fail(new IOException("gone"));
        _world.Settle();
        Assert.Equal([[1]], groups);
        Assert.IsType<IOException>(_world.AssertFailed(graph));
    }

    [Fact]
    public void A_throttle_spaces_elements_and_allows_a_burst_after_a_pause()
    {
        var (graph, items) = _world.Collect(Source.Range(1, 9).Throttle(10, Second, burst: 3));
        Assert.Equal(3, items.Count);
        _world.Advance(99);
        Assert.Equal(3, items.Count);
        _world.Advance(1);
        Assert.Equal(4, items.Count);
        _world.Advance(300);
        Assert.Equal(7, items.Count);
        _world.Advance(200);
        Assert.Equal(Enumerable.Range(1, 9), items);
        _world.Advance(100);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_throttle_pulls_nothing_that_it_must_not_give()
    {
        var made = 0;
        var (graph, _) = _world.Collect(Source.Repeat(0).Select(_ => made++).Throttle(1, Second));
        Assert.Equal(1, made);
        _world.Advance(2000);
        Assert.Equal(3, made);
        Abort(graph);
    }

    [Fact]
    public void A_stream_that_is_silent_too_long_fails()
    {
        var (graph, items) = _world.Collect(Source.From(_queue).IdleTimeout(Second));
        _world.Advance(900);
        Offer(1);
        _world.Advance(900);
        Offer(2);
        _world.Advance(999);
        _world.AssertRunning(graph);
        _world.Advance(1);
        Assert.IsType<TimeoutException>(_world.AssertFailed(graph));
        Assert.Equal([1, 2], items);
    }

    [Fact]
    public void A_slow_consumer_is_no_idleness()
    {
        var gate = new Gates();
        var graph = _world.Start(Source.Range(1, 2).IdleTimeout(Second).To(Sink.ForEachAsync<int>(1, gate.WaitAsync)));
        _world.Advance(5000);
        _world.AssertRunning(graph);
        gate.Open(1);
        gate.Open(2);
        _world.SettleUntil(graph);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_stream_that_does_not_end_in_time_fails()
    {
        var (graph, items) = _world.Collect(Source.From(_queue).CompletionTimeout(Second));
        Offer(1);
        _world.Advance(999);
        _world.AssertRunning(graph);
        _world.Advance(1);
        Assert.IsType<TimeoutException>(_world.AssertFailed(graph));
        Assert.Equal([1], items);
    }

    [Fact]
    public void Ticks_that_nobody_asked_for_are_skipped()
    {
        var gate = new Gates();
        var seen = new List<int>();
        var ticks = Source.Tick(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(50), 0);
        var source = ticks.Scan(0, (n, _) => n + 1);
        var graph = _world.Start(source.To(Sink.ForEachAsync<int>(1, (n, token) =>
        {
            seen.Add(n);
            return gate.WaitAsync(n, token);
        })));
        _world.Advance(99);
        Assert.Empty(seen);
        _world.Advance(1);
        Assert.Equal([1], seen);
        _world.Advance(1000);
        gate.Open(1);
        _world.SettleUntil(() => seen.Count == 2);
        Assert.Equal([1, 2], seen);
        gate.Open(2);
        _world.SettleUntil(() => _world.Time.AlarmCount == 1);
        _world.Advance(25);
        Assert.Equal([1, 2], seen);
        graph.Stop();
        _world.SettleUntil(graph);
        _world.AssertCompleted(graph);
    }

    private void Offer(params int[] items)
    {
        foreach (var item in items)
        {
            Assert.Equal(OfferResult.Enqueued, _queue.Offer(item));
        }

        _world.Settle();
    }

    private void Abort(RunningGraph graph)
    {
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
    }
}
