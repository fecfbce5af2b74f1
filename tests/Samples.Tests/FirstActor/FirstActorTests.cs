using ActorPipeline.Definitions;
using ActorPipeline.Extensions.Hosting;
using ActorPipeline.Runtime.Regions;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Samples.Tests.FirstActor;

/// <summary>The actor of the README, hosted as it shows.</summary>
public sealed class FirstActorTests
{
    [Fact]
    public async Task It_counts_on_after_a_restart()
    {
        var directory = Directory.CreateTempSubdirectory("first-actor").FullName;
        try
        {
            string[] args = ["--contentRoot", directory, "--Logging:LogLevel:Default", "None"];
            Assert.Equal(1, await RunAsync(args));
            Assert.Equal(2, await RunAsync(args));
            Assert.Equal(
                [
                    """{"visitor":"anna","page":"/shoes","visits":1}""",
                    """{"visitor":"anna","page":"/shoes","visits":2}""",
                ],
                await File.ReadAllLinesAsync(Path.Combine(directory, "visits.ndjson")));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<long> RunAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddAkka("shop", akka => akka
            .ConfigureLoggers(loggers => loggers.ClearLoggers().AddLoggerFactory())
            .WithActorPipeline(Pipeline.Define("visits", builder.Environment.ContentRootPath)
                .FromRequests("visitor")
                .Actor<Visits>()
                .To(Sink.File("visits.ndjson"))));
        using var host = builder.Build();
        await host.StartAsync();

        var visits = host.Services.GetRequiredService<IRequiredActor<Visits>>().ActorRef;
        var count = await visits.Ask<long>(new ActorEnvelope("anna", "/shoes"), TimeSpan.FromSeconds(5));

        await host.StopAsync();
        return count;
    }
}
