using ActorPipeline.Definitions;
using ActorPipeline.Extensions.Hosting;
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
        builder.Services.AddActorPipeline(Pipeline.Define("visits", builder.Environment.ContentRootPath)
            .FromRequests("visitor")
            .Actor<Visits>()
            .To(Sink.File("visits.ndjson")));
        using var host = builder.Build();
        await host.StartAsync();

        var visits = await host.Services.GetRequiredService<IActorPipeline>().RegionAsync<string>();
        var count = await visits.AskAsync<long>("anna", "/shoes", timeout: TimeSpan.FromSeconds(5));

        await host.StopAsync();
        return count;
    }
}
