using ActorPipeline.Streams.Tests.Harness;

namespace ActorPipeline.Streams.Tests.Operators;

public sealed class BoundaryTests
{
    private readonly World _world = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(256)]
    public void Elements_cross_a_boundary_in_order(int capacity) => Assert.Equal(
        Enumerable.Range(1, 1000), _world.ListOf(Source.Range(1, 1000).Async(capacity).Select(i => i)));

    [Fact]
    public void A_queue_that_nobody_reads_holds_its_capacity_and_no_more()
    {
        var made = 0;
        var (graph, items) = _world.Collect(
            Source.Repeat(0).Select(_ => made++).Async(10).Via(Flow.Of<int>()).Zip(Source.Never<int>()));
        Assert.Equal(10, made);
        Assert.Empty(items);
        graph.Abort();
        _world.Settle();
        _world.AssertCancelled(graph);
    }

    [Fact]
    public void A_failure_arrives_after_the_elements_before_it()
    {
        var (items, failure) = _world.FailureOf(
            Source.Range(1, 100).Select(i => i == 51 ? throw new IOException("51") : i).Async(4));
        Assert.Equal(Enumerable.Range(1, 50), items);
        Assert.Equal("51", Assert.IsType<IOException>(failure).Message);
    }

    [Fact]
    public void A_reader_that_ends_early_ends_the_writer() => Assert.Equal(
        [1, 1, 1], _world.ListOf(Source.Repeat(1).Async(4).Async(4).Take(3)));

    [Fact]
    public async Task A_million_elements_cross_between_threads_at_any_capacity()
    {
        var runtime = new StreamRuntime(TimeProvider.System);
        foreach (var capacity in (int[])[1, 2, 7, 256])
        {
            var source = Source.Range(0, capacity == 1 ? 50_000 : 250_000).Async(capacity).Select(i => (long)i);
            var count = capacity == 1 ? 50_000L : 250_000L;
            var sum = await source.Async(capacity).RunAsync(Sink.Aggregate<long, long>(0, (s, i) => s + i), runtime);
            Assert.Equal(count * (count - 1) / 2, sum);
        }

        Assert.Equal(0, runtime.OpenIslands);
    }
}
