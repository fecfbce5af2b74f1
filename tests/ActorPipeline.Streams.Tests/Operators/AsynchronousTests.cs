using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class AsynchronousTests
{
    private readonly World _world = new();
    private readonly Gates _gates = new();

    [Fact]
    public void Results_come_in_the_order_of_the_elements()
    {
        var (graph, items) = _world.Collect(Source.Range(1, 5).SelectAsync(3, _gates.GiveAsync));
        Assert.Equal(3, _gates.Waiting);
        _gates.Open(2);
        _gates.Open(3);
        _world.Settle();
        Assert.Empty(items);
        _gates.Open(1);
        _world.Settle();
        Assert.Equal([1, 2, 3], items);
        Assert.Equal(2, _gates.Waiting);
        _gates.Open(5);
        _gates.Open(4);
        _world.Settle();
        Assert.Equal([1, 2, 3, 4, 5], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void Results_come_as_they_are_ready_when_order_does_not_matter()
    {
        var (graph, items) = _world.Collect(Source.Range(1, 5).SelectAsyncUnordered(3, _gates.GiveAsync));
        foreach (var number in (int[])[3, 1, 5, 4, 2])
        {
            _gates.Open(number);
            _world.Settle();
        }

        Assert.Equal([3, 1, 5, 4, 2], items);
        _world.AssertCompleted(graph);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Operations_that_are_over_at_once_need_no_wake_up(bool isOrdered)
    {
        var source = Source.Range(1, 1000);
        Assert.Equal(Enumerable.Range(1, 1000), _world.ListOf(isOrdered
            ? source.SelectAsync(7, (i, _) => ValueTask.FromResult(i))
            : source.SelectAsyncUnordered(7, (i, _) => ValueTask.FromResult(i))));
    }

    [Fact]
    public void A_failed_operation_fails_the_stream_after_the_results_before_it()
    {
        var (graph, items) = _world.Collect(Source.Range(1, 5).SelectAsync(3, _gates.GiveAsync));
        _gates.Fail(2, new IOException("two"));
        _world.Settle();
        _world.AssertRunning(graph);
        _gates.Open(1);
        _world.Settle();
        Assert.Equal([1], items);
        Assert.Equal("two", _world.AssertFailed(graph).Message);
        Assert.Equal(2, _gates.Cancelled);
    }

    [Fact]
    public void A_failed_source_lets_what_is_under_way_end_first()
    {
        var (graph, items) = _world.Collect(
            Source.Single(1).Concat(Source.Failed<int>(new IOException("gone"))).SelectAsync(3, _gates.GiveAsync));
        _world.AssertRunning(graph);
        _gates.Open(1);
        _world.Settle();
        Assert.Equal([1], items);
        _world.AssertFailed(graph);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_function_that_throws_is_a_failed_operation(bool isOrdered)
    {
        Func<int, CancellationToken, ValueTask<int>> selector = (i, _) => throw new IOException($"{i}");
        var (items, failure) = _world.FailureOf(isOrdered
            ? Source.Range(1, 5).SelectAsync(3, selector)
            : Source.Range(1, 5).SelectAsyncUnordered(3, selector));
        Assert.Empty(items);
        Assert.Equal("1", failure.Message);
    }

    [Fact]
    public void A_failed_operation_can_be_dropped()
    {
        var source = Source.Range(1, 5)
            .SelectAsync(2, (i, _) => i == 3 ? throw new IOException("3") : ValueTask.FromResult(i))
            .Supervise(_ => SupervisionDecision.Resume);
        Assert.Equal([1, 2, 4, 5], _world.ListOf(source));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_abort_cancels_what_is_under_way_and_waits_for_its_end(bool isOrdered)
    {
        var stubborn = new TaskCompletionSource<int>();
        var token = CancellationToken.None;
        Func<int, CancellationToken, ValueTask<int>> selector = (_, cancellation) =>
        {
            token = cancellation;
            return new ValueTask<int>(stubborn.Task);
        };
        var (graph, _) = _world.Collect(isOrdered
            ? Source.Range(1, 5).SelectAsync(1, selector)
            : Source.Range(1, 5).SelectAsyncUnordered(1, selector));
        graph.Abort();
        _world.Settle();
        Assert.True(token.IsCancellationRequested);
        _world.AssertRunning(graph);
        Assert.Equal(0, _world.Runtime.OpenIslands);
        stubborn.SetResult(1);
        _world.SettleUntil(graph);
        _world.AssertCancelled(graph);
    }

    [Fact]
    public void A_consumer_that_ends_early_cancels_what_is_under_way()
    {
        var (graph, items) = _world.Collect(Source.Range(1, 5).SelectAsync(3, _gates.GiveAsync).Take(1));
        _gates.Open(1);
        _world.SettleUntil(graph);
        Assert.Equal([1], items);
        Assert.True(_gates.Cancelled >= 2);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void A_stop_drains_what_is_under_way()
    {
        var (graph, items) = _world.Collect(Source.Repeat(1).Scan(0, (n, i) => n + i).SelectAsync(3, _gates.GiveAsync));
        graph.Stop();
        _gates.Open(3);
        _gates.Open(1);
        _world.Settle();
        Assert.Equal([1], items);
        _gates.Open(2);
        _world.Settle();
        Assert.Equal([1, 2, 3], items);
        _world.AssertCompleted(graph);
    }

    [Fact]
    public void An_operation_that_cannot_be_awaited_fails_the_stream()
    {
        // Both elements get the same operation, which may be awaited once.
        var (_, failure) = _world.FailureOf(Source.From([1, 1]).SelectAsync(2, _gates.GiveAsync));
        Assert.IsType<InvalidOperationException>(failure);
    }

    [Fact]
    public void Computing_in_parallel_keeps_the_order()
    {
        foreach (var seed in Enumerable.Range(1, 20))
        {
            var world = new World(seed);
            Assert.Equal(
                Enumerable.Range(1, 100).Select(i => i * i),
                world.ListOf(Source.Range(1, 100).SelectParallel(4, i => i * i)));
        }
    }

    [Fact]
    public void A_parallel_computation_that_throws_fails_the_stream()
    {
        var (items, failure) = _world.FailureOf(
            Source.Range(1, 9).SelectParallel(4, i => i == 5 ? throw new IOException("5") : i));
        Assert.Equal([1, 2, 3, 4], items);
        Assert.Equal("5", failure.Message);
    }
}
