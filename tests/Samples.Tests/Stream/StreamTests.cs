using ActorPipeline.Streams;

namespace Samples.Tests.Stream;

/// <summary>The stream graph of the README.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Orders_are_priced_four_at_a_time_and_written_in_batches()
    {
        var (orders, cancellation) = (Enumerable.Range(1, 1_000), CancellationToken.None);
        var (written, batches) = (0m, 0);

        var graph = Source.From(orders)
            .Where(order => order % 10 != 0)
            .SelectAsync(4, (order, token) => PriceAsync(order, token))
            .Async()
            .GroupedWithin(100, TimeSpan.FromSeconds(1))
            .To(Sink.ForEach<decimal[]>(Write));

        var running = graph.Run(new StreamRuntime(TimeProvider.System), cancellation);
        await running.Completion;

        Assert.True(batches >= 9, $"{batches} batches of at most 100");
        Assert.Equal(orders.Where(o => o % 10 != 0).Sum() * 1.5m, written);
        Assert.Contains("n2[\"select-async\"]", graph.ToMermaid(), StringComparison.Ordinal);

        void Write(decimal[] batch) => (written, batches) = (written + batch.Sum(), batches + 1);
    }

    private static async ValueTask<decimal> PriceAsync(int order, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        return order * 1.5m;
    }
}
