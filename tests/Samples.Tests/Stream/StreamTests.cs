using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Samples.Tests.Stream;

/// <summary>The stream graph of the README.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task Orders_are_priced_four_at_a_time_and_written_in_batches()
    {
        var orders = Enumerable.Range(1, 1_000);
        var (written, batches) = (0m, 0);

        using var system = ActorSystem.Create("shop");
        await Source.From(orders)
            .Where(order => order % 10 != 0)
            .SelectAsync(4, PriceAsync)
            .Async()
            .GroupedWithin(100, TimeSpan.FromSeconds(1))
            .RunForeach(Write, system.Materializer());

        Assert.True(batches >= 9, $"{batches} batches of at most 100");
        Assert.Equal(orders.Where(o => o % 10 != 0).Sum() * 1.5m, written);

        void Write(IEnumerable<decimal> batch) => (written, batches) = (written + batch.Sum(), batches + 1);
    }

    private static async Task<decimal> PriceAsync(int order)
    {
        await Task.Yield();
        return order * 1.5m;
    }
}
