using ActorPipeline.Definitions;
using ActorPipeline.Extensions.Hosting;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Runtime.Streams;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using Akka.Streams.Dsl;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using Sink = ActorPipeline.Definitions.Sink;
using Source = ActorPipeline.Definitions.Source;

namespace Samples.Tests.Stream;

/// <summary>
/// The stream of the README: records of a file, through code of one's own, to the actors of a pipeline.
/// </summary>
public sealed class StreamTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("stream").FullName;

    [Fact]
    public async Task Orders_are_converted_four_at_a_time_and_told_to_the_actors_of_their_shops()
    {
        var path = Path.Combine(_directory, "orders.ndjson");
        await File.WriteAllLinesAsync(path, Enumerable.Range(1, 3_000).Select(
            n => $$"""{"shop":"s{{n % 3}}","cents":{{(n % 10 == 0 ? 0 : n)}}}"""));
        using var host = StartHost();
        await host.StartAsync();
        var system = host.Services.GetRequiredService<ActorSystem>();
        var totals = await ActorPipelines.Of(system)["totals"].RegionAsync<long>();

        var told = await TellAsync(OrdersOf(path), totals, system);

        Assert.Equal(2_700, told);
        var region = host.Services.GetRequiredService<IRequiredActor<Totals>>().ActorRef;
        Assert.Equal(
            2 * Enumerable.Range(1, 3_000).Where(n => n % 10 != 0 && n % 3 == 1).Sum(n => (long)n),
            await region.Ask<long>(new ActorEnvelope("s1", 0L), TimeSpan.FromSeconds(30)));
        var events = await ActorPipelines.Of(system)["totals"].EventsAsync<long>();
        Assert.Equal(2_701, await PipelineSource.Events(events, events.Oldest)
            .Take(2_701)
            .RunAggregate(0, (count, _) => count + 1, system.Materializer()));
        await host.StopAsync();
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<long> TellAsync(RecordPlan orders, ActorRegion<long> totals, ActorSystem system)
    {
        var told = await PipelineSource.Records(orders, TimeProvider.System)
            .Via(PipelineFlow.Decode(orders))
            .Via(PipelineFlow.Route(orders))
            .Via(PipelineFlow.Rows(orders))
            .Where(order => (long)order["cents"]! > 0)
            .SelectAsync(4, order => ConvertAsync(order))
            .RunWith(
                ActorSink.Of<(string Shop, long Cents), long>(totals, o => o.Shop, o => o.Cents),
                system.Materializer());
        return told;
    }

    private static async Task<(string Shop, long Cents)> ConvertAsync(StreamRecord order)
    {
        await Task.Yield();
        return (order.Key!, 2 * (long)order["cents"]!);
    }

    private RecordPlan OrdersOf(string path) => Pipeline.Define("orders", _directory)
        .From(Source.Files(path))
        .Decode(Decoder.Json(Field.Text("shop"), Field.Int64("cents")))
        .KeyBy("shop")
        .ToRecords();

    private IHost StartHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = _directory });
        builder.Services.AddAkka("shop", akka => akka
            .ConfigureLoggers(l => l.ClearLoggers())
            .WithActorPipeline(Pipeline.Define("totals", _directory)
                .FromRequests("shop")
                .Actor<Totals>()
                .Engine(e => e with { RetainEvents = true })
                .To(Sink.File("totals.ndjson"))));
        return builder.Build();
    }
}
