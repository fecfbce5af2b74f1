using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

/// <summary>Buffers and their like, before a consumer that waits until the test lets it go on.</summary>
public sealed class DetachedTests
{
    private readonly World _world = new();
    private readonly SourceQueue<int> _queue = new(64);
    private readonly SourceQueue<int> _demand = new(64);
    private readonly DropCounter _drops = new();

    [Theory]
    [InlineData(OverflowStrategy.DropHead, new[] { 1, 3, 4, 5, 6 })]
    [InlineData(OverflowStrategy.DropTail, new[] { 1, 2, 3, 4, 6 })]
    [InlineData(OverflowStrategy.DropNew, new[] { 1, 2, 3, 4, 5 })]
    [InlineData(OverflowStrategy.DropBuffer, new[] { 1, 6 })]
    public void A_full_buffer_drops_what_its_strategy_says(OverflowStrategy strategy, int[] expected)
    {
        var (graph, items) = _world.Collect(Held(Source.From(_queue).Buffer(4, strategy, _drops)));
        foreach (var i in Enumerable.Range(1, 6))
        {
            _queue.Offer(i);
            _world.Settle();
        }

        _queue.Complete();
        Ask(6);
        Assert.Equal(expected, items);
        Assert.Equal(6 - expected.Length, _drops.Dropped);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_full_buffer_holds_the_source_up()
    {
        var made = 0;
        var (graph, items) = _world.Collect(Held(Source.Repeat(0).Select(_ => ++made).Take(9).Buffer(4)));
        Assert.Equal(5, made);
        Ask(2);
        Assert.Equal(7, made);
        Ask(9);
        Assert.Equal(Enumerable.Range(1, 9), items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_full_buffer_that_must_not_drop_fails_after_what_is_in_it()
    {
        var (graph, items) = _world.Collect(Held(Source.Range(1, 9).Buffer(4, OverflowStrategy.Fail)));
        Ask(9);
        Assert.Equal([1, 2, 3, 4, 5], items);
        Assert.Equal(4, Assert.IsType<BufferOverflowException>(_world.AssertFailed(graph)).Capacity);
    }

    [Theory]
    [InlineData(OverflowStrategy.DropHead)]
    [InlineData(OverflowStrategy.DropBuffer)]
    [InlineData(OverflowStrategy.Fail)]
    public void Nothing_overflows_while_the_consumer_can_go_on(OverflowStrategy strategy) => Assert.Equal(
        Enumerable.Range(0, 10_000), _world.ListOf(Source.Range(0, 10_000).Buffer(3, strategy)));

    [Fact]
    public void What_comes_without_demand_is_conflated()
    {
        var (graph, items) = _world.Collect(Held(Source.From(_queue).Conflate((sum, i) => sum + i)));
        foreach (var i in (int[])[1, 10, 100, 1000])
        {
            _queue.Offer(i);
            _world.Settle();
        }

        Ask(1);
        Assert.Equal([1], items);
        Ask(1);
        Assert.Equal([1, 1110], items);
        _queue.Complete();
        Ask(1);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_batch_takes_so_many_and_then_holds_the_source_up()
    {
        var (graph, items) = _world.Collect(Held(
            Source.From(_queue).Batch(3, i => new List<int> { i }, (list, i) => [.. list, i])));
        foreach (var i in Enumerable.Range(1, 8))
        {
            _queue.Offer(i);
        }

        _world.Settle();
        Assert.Equal(4, _queue.Count);
        Ask(2);
        Assert.Equal([[1], [2, 3, 4]], items);
        _queue.Complete();
        Ask(5);
        Assert.Equal(Enumerable.Range(1, 8), items.SelectMany(i => i));
        Assert.All(items, i => Assert.InRange(i.Count, 1, 3));
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_failure_comes_after_what_the_buffer_holds()
    {
        var (items, failure) = _world.FailureOf(
            Source.Range(1, 3).Concat(Source.Failed<int>(new IOException("gone"))).Buffer(8));
        Assert.Equal([1, 2, 3], items);
        Assert.IsType<IOException>(failure);
    }

    [Fact]
    public void A_consumer_that_ends_early_ends_the_source() => Assert.Equal(
        [7, 7], _world.ListOf(Source.Repeat(7).Buffer(4).Take(2)));

    [Fact]
    public void An_abort_closes_a_buffer_on_both_sides()
    {
        var (graph, _) = _world.Collect(Held(Source.Repeat(7).Buffer(4)));
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
    }

    /// <summary>
    /// The elements, one for each that is asked for; the first is taken at once, and waits for its partner.
    /// </summary>
    private Source<T> Held<T>(Source<T> source) => source.Zip(Source.From(_demand), (item, _) => item);

    private void Ask(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _demand.Offer(0);
        }

        _world.Settle();
    }
}
