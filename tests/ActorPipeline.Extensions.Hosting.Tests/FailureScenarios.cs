using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Sql;
using ActorPipeline.TestKit.Journals;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorPipeline.Extensions.Hosting.Tests;

/// <summary>What a host tells of pipelines that are not well.</summary>
public sealed class FailureScenarios : IDisposable
{
    private readonly HostBench _bench = new();
    private volatile bool _isJournalAway;

    [Fact]
    public async Task A_pipeline_that_fails_leaves_the_host_and_the_others_alone()
    {
        using var held = DataDirectory.Open(_bench.PathOf("data/counters"));
        using var host = _bench.Host(a => a
            .WithActorPipeline(_bench.Counters())
            .WithActorPipeline(_bench.Counters("others"), o => o.RegistryKey = typeof(Others)));
        await host.StartAsync();
        var pipeline = HostBench.PipelineOf(host);

        Assert.Equal(HostedPipelineState.Failed, await pipeline.Completion.WaitAsync(HostBench.Patience));

        Assert.Equal(JournalFault.Held, Assert.IsType<JournalException>(pipeline.Failure).Fault);
        var refused = Assert.Throws<PipelineNotRunningException>(pipeline.Region<long>);
        Assert.Equal($"pipeline 'counters' has failed: {pipeline.Failure.Message}", refused.Message);
        Assert.Same(pipeline.Failure, refused.InnerException);
        var health = await HostBench.HealthAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Equal(pipeline.Failure.Message, health.Description);
        var others = await HostBench.PipelineOf(host, "others").RegionAsync<long>().WaitAsync(HostBench.Patience);
        Assert.Equal(1, await others.AskAsync<long>("a", 1, HostBench.Patience));
        Assert.False(
            host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_failure_stops_the_host_where_it_should()
    {
        using var held = DataDirectory.Open(_bench.PathOf("data/counters"));
        using var host = _bench.Host(
            a => a.WithActorPipeline(_bench.Counters(), o => o.StopHostOnFailure = true));

        await host.StartAsync();
        await host.WaitForShutdownAsync().WaitAsync(HostBench.Patience);

        Assert.Equal(HostedPipelineState.Failed, HostBench.PipelineOf(host).State);
    }

    [Fact]
    public async Task State_of_another_plan_is_refused()
    {
        using (var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters())))
        {
            await host.StartAsync();
            await HostBench.PipelineOf(host).RegionAsync<long>().WaitAsync(HostBench.Patience);
            await host.StopAsync();
        }

        using var other = _bench.Host(a => a.WithActorPipeline(_bench.Counters() with { ShardCount = 3 }));
        await other.StartAsync();
        await HostBench.PipelineOf(other).Completion.WaitAsync(HostBench.Patience);

        var refused = Assert.IsType<PlanRefusedException>(HostBench.PipelineOf(other).Failure);
        Assert.Equal("shards", Assert.Single(refused.Changes).Subject);
    }

    [Fact]
    public async Task A_plan_that_can_not_be_made_is_a_failure_of_its_pipeline()
    {
        using var host = _bench.Host(
            a => a.WithActorPipeline("counters", _ => throw new ArgumentException("no such column")));
        await host.StartAsync();
        await HostBench.PipelineOf(host).Completion.WaitAsync(HostBench.Patience);
        Assert.Equal("no such column", (await HostBench.HealthAsync(host)).Description);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_pipeline_that_waits_for_its_journal_is_degraded_until_it_is_back()
    {
        using var host = HostOverAJournalThatMayBeAway();
        await host.StartAsync();
        var counters = await HostBench.PipelineOf(host).RegionAsync<long>().WaitAsync(HostBench.Patience);
        Assert.Equal(HealthStatus.Healthy, (await HostBench.HealthAsync(host)).Status);

        _isJournalAway = true;
        var answer = counters.AskAsync<long>("a", 4, HostBench.Patience);
        var degraded = await HostBench.EventuallyAsync(host, HealthStatus.Degraded);
        Assert.StartsWith("waiting: it is away", degraded.Description, StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);

        _isJournalAway = false;
        Assert.Equal(4, await answer);
        var healthy = await HostBench.EventuallyAsync(host, HealthStatus.Healthy);
        Assert.Equal("running", healthy.Description);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_pipeline_that_does_not_drain_in_time_is_stopped_at_once()
    {
        using var host = HostOverAJournalThatMayBeAway(TimeSpan.FromMilliseconds(1));
        await host.StartAsync();
        var counters = await HostBench.PipelineOf(host).RegionAsync<long>().WaitAsync(HostBench.Patience);
        _isJournalAway = true;
        var answer = counters.AskAsync<long>("a", 4, HostBench.Patience);
        await HostBench.EventuallyAsync(host, HealthStatus.Degraded);

        await host.StopAsync().WaitAsync(HostBench.Patience);

        Assert.Equal(HostedPipelineState.Stopped, HostBench.PipelineOf(host).State);
        await Assert.ThrowsAnyAsync<Exception>(() => answer);
        using var free = DataDirectory.Open(_bench.PathOf("data/counters"));
    }

    public void Dispose() => _bench.Dispose();

    private IHost HostOverAJournalThatMayBeAway(TimeSpan? drain = null) => _bench.Host(a => a.WithActorPipeline(
        _bench.Counters(),
        options =>
        {
            options.DrainTimeout = drain ?? options.DrainTimeout;
            options.Customize = services => services with
            {
                Journal = new FaultyJournal(services.Journal!)
                {
                    Before = _ =>
                    {
                        if (_isJournalAway)
                        {
                            throw new JournalException("it is away", JournalFault.Unavailable);
                        }
                    },
                },
            };
        }));

    /// <summary>What the second pipeline of one class of actors is registered under.</summary>
    private sealed class Others;
}
