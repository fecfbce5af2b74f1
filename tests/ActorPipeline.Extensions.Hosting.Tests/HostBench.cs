using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorPipeline.Extensions.Hosting.Tests;

/// <summary>A directory of its own, and hosts over it.</summary>
internal sealed class HostBench : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("hosting-tests").FullName;

    public PipelinePlan Counters(string name = "counters") => Pipeline.Define(name, Directory)
        .FromRequests("name")
        .Actor<Counter>()
        .Shards(2)
        .To(Sink.File($"{name}.ndjson"));

    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>A host of an actor system, which says nothing on the terminal.</summary>
    public IHost Host(Action<AkkaConfigurationBuilder> add)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = Directory });
        builder.Services.AddHealthChecks();
        builder.Services.AddAkka("shop", akka => add(akka.ConfigureLoggers(l => l.ClearLoggers())));
        return builder.Build();
    }

    public static ActorSystem SystemOf(IHost host) => host.Services.GetRequiredService<ActorSystem>();

    public static IActorPipeline PipelineOf(IHost host, string name = "counters") =>
        ActorPipelines.Of(SystemOf(host))[name];

    public static async Task<HealthReportEntry> HealthAsync(IHost host, string name = "counters")
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries[name];
    }

    /// <summary>How the counters are, once they are so.</summary>
    public static async Task<HealthReportEntry> EventuallyAsync(IHost host, HealthStatus status)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var health = await HealthAsync(host);
            if (health.Status == status)
            {
                return health;
            }

            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
