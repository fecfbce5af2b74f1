using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Sources;

public sealed class SourceQueueTests
{
    private readonly World _world = new();

    [Fact]
    public void A_full_queue_says_so_and_takes_more_when_there_is_room()
    {
        var queue = new SourceQueue<int>(2);
        Assert.Equal(OfferResult.Enqueued, queue.Offer(1));
        Assert.Equal(OfferResult.Enqueued, queue.Offer(2));
        Assert.Equal(OfferResult.Full, queue.Offer(3));
        var (graph, items) = _world.Collect(Source.From(queue));
        Assert.Equal(OfferResult.Enqueued, queue.Offer(3));
        queue.Complete();
        _world.Settle();
        Assert.Equal([1, 2, 3], items);
        _world.AssertCompleted(graph);
        Assert.Equal(OfferResult.Closed, queue.Offer(4));
    }

    [Fact]
    public async Task A_producer_waits_for_room()
    {
        var queue = new SourceQueue<int>(1);
        queue.Offer(1);
        var offer = queue.OfferAsync(2);
        Assert.False(offer.IsCompleted);
        var (graph, items) = _world.Collect(Source.From(queue));
        Assert.Equal(OfferResult.Enqueued, await offer);
        queue.Complete();
        _world.Settle();
        Assert.Equal([1, 2], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public async Task A_producer_that_waits_is_let_go_when_the_stream_ends()
    {
        var queue = new SourceQueue<int>(1);
        var (graph, _) = _world.Collect(Source.From(queue).Zip(Source.Never<int>()));
        queue.Offer(1);
        _world.Settle();
        queue.Offer(2);
        var offer = queue.OfferAsync(3);
        graph.Abort();
        _world.Settle();
        Assert.Equal(OfferResult.Closed, await offer);
        _world.AssertCancelled(graph);
    }

    [Fact]
    public async Task A_producer_that_waits_can_be_cancelled()
    {
        var queue = new SourceQueue<int>(1);
        queue.Offer(1);
        using var cancellation = new CancellationTokenSource();
        var offer = queue.OfferAsync(2, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await offer);
        Assert.Equal(1, queue.Count);
    }

    [Theory]
    [InlineData(OverflowStrategy.DropHead, OfferResult.Enqueued, new[] { 2, 3 })]
    [InlineData(OverflowStrategy.DropTail, OfferResult.Enqueued, new[] { 1, 3 })]
    [InlineData(OverflowStrategy.DropNew, OfferResult.Dropped, new[] { 1, 2 })]
    [InlineData(OverflowStrategy.DropBuffer, OfferResult.Enqueued, new[] { 3 })]
    public void A_full_queue_drops_what_its_strategy_says(OverflowStrategy strategy, OfferResult result, int[] expected)
    {
        var drops = new DropCounter();
        var queue = new SourceQueue<int>(2, strategy, drops);
        queue.Offer(1);
        queue.Offer(2);
        Assert.Equal(result, queue.Offer(3));
        queue.Complete();
        Assert.Equal(expected, _world.ListOf(Source.From(queue)));
        Assert.Equal(3 - expected.Length, drops.Dropped);
    }

    [Fact]
    public void A_full_queue_that_must_not_drop_fails_the_stream()
    {
        var queue = new SourceQueue<int>(1, OverflowStrategy.Fail);
        queue.Offer(1);
        Assert.Equal(OfferResult.Closed, queue.Offer(2));
        var (items, failure) = _world.FailureOf(Source.From(queue));
        Assert.Equal([1], items);
        Assert.IsType<BufferOverflowException>(failure);
    }

    [Fact]
    public void A_stop_gives_what_is_in_the_queue_and_takes_no_more()
    {
        var queue = new SourceQueue<int>(8);
        var demand = new SourceQueue<int>(8);
        var (graph, items) = _world.Collect(Source.From(demand).SelectMany(n => Enumerable.Range(0, n))
            .Zip(Source.From(queue), (_, i) => i));
        queue.Offer(1);
        queue.Offer(2);
        demand.Offer(2);
        graph.Stop();
        _world.Settle();
        Assert.Equal([1, 2], items);
        Assert.Equal(OfferResult.Closed, queue.Offer(3));
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_queue_feeds_one_run_only()
    {
        var queue = new SourceQueue<int>(8);
        var (graph, _) = _world.Collect(Source.From(queue));
        var second = _world.Start(Source.From(queue).To(Sink.Ignore<int>()));
        Assert.IsType<InvalidOperationException>(second.Completion.Exception!.InnerException);
        queue.Complete();
        _world.Settle();
        _world.AssertCompleted(graph);
    }

    [Fact]
    public async Task Many_producers_lose_nothing()
    {
        var runtime = new StreamRuntime(TimeProvider.System);
        var queue = new SourceQueue<int>(16);
        var graph = Source.From(queue).To(Sink.Aggregate<int, long>(0, (sum, i) => sum + i)).Run(runtime);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(p => Task.Run(async () =>
        {
            for (var i = 1; i <= 5000; i++)
            {
                Assert.Equal(OfferResult.Enqueued, await queue.OfferAsync(i));
            }
        })));
        queue.Complete();
        await graph.Completion;
        Assert.Equal(4 * 5000L * 5001 / 2, await graph.Value);
    }
}
