using System.Collections.Concurrent;
using ActorPipeline.Definitions;
using ActorPipeline.Extensions.Hosting;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Runtime.Results;
using Akka;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using Akka.Streams.Dsl;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Tests.Stream;

/// <summary>The stream of results of the README.</summary>
public sealed class ResultStreamTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("results").FullName;
    private readonly ConcurrentBag<long> _saved = [];

    [Fact]
    public async Task Each_result_is_saved_and_comes_no_more()
    {
        await RunAsync(1, 2, 3);
        Assert.Equal([1, 3, 6], _saved.Order());

        await RunAsync(4);
        Assert.Equal([1, 3, 6, 10], _saved.Order());
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Tells a shop's actor some amounts. A stop drains: what is committed is saved then.</summary>
    private async Task RunAsync(params long[] amounts)
    {
        using var host = StartHost();
        await host.StartAsync();
        var end = SaveResults(host.Services.GetRequiredService<ActorSystem>());
        var totals = host.Services.GetRequiredService<IRequiredActor<Totals>>().ActorRef;
        foreach (var cents in amounts)
        {
            await totals.Ask<long>(new ActorEnvelope("s1", cents), TimeSpan.FromSeconds(30));
        }

        Assert.False(end.IsCompleted);
        await host.StopAsync();
    }

    private Task<Done> SaveResults(ActorSystem system)
    {
        var results = ResultStream.Of(system, "totals");
        var saved = results.Source
            .SelectAsync(4, result => SaveAsync(result))
            .RunWith(results.Acknowledged, system.Materializer());
        return saved;
    }

    private async Task<CommittedResult> SaveAsync(CommittedResult result)
    {
        await Task.Yield();
        _saved.Add((long)result["total"]!);
        return result;
    }

    private IHost StartHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = _directory });
        builder.Services.AddAkka("shop", akka => akka
            .ConfigureLoggers(l => l.ClearLoggers())
            .WithActorPipeline("totals", system => Pipeline.Define("totals", _directory)
                .FromRequests("shop")
                .Actor<Totals>()
                .To(ResultStream.Of(system, "totals").Target)));
        return builder.Build();
    }
}
