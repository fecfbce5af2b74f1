using ActorPipeline.Actors;
using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sql;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorPipeline.Extensions.Hosting.Tests;

public sealed class HostingScenarios : IDisposable
{
    private readonly HostBench _bench = new();

    [Fact]
    public async Task Actors_answer_and_their_state_outlives_the_host()
    {
        using (var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters())))
        {
            await host.StartAsync();
            var counters = await HostBench.PipelineOf(host).RegionAsync<long>().WaitAsync(HostBench.Patience);
            Assert.Equal(3, await counters.AskAsync<long>("a", 3, HostBench.Patience));
            Assert.Equal(5, await counters.AskAsync<long>("a", 2, HostBench.Patience));
            await host.StopAsync();
            Assert.Equal(HostedPipelineState.Stopped, HostBench.PipelineOf(host).State);
        }

        using (var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters())))
        {
            await host.StartAsync();
            var counters = await HostBench.PipelineOf(host).RegionAsync<long>().WaitAsync(HostBench.Patience);
            Assert.Equal(6, await counters.AskAsync<long>("a", 1, HostBench.Patience, expectedVersion: 2));
            await host.StopAsync();
        }

        Assert.Equal(
            [
                """{"name":"a","sum":3}""", """{"name":"a","sum":5}""", """{"name":"a","sum":6}""",
            ],
            await File.ReadAllLinesAsync(_bench.PathOf("counters.ndjson")));
        Assert.True(File.Exists(_bench.PathOf("data/counters/journal.db")));
    }

    [Fact]
    public async Task State_may_live_in_a_database()
    {
        var database = new JournalSpec.Persistence(SqlProvider.Sqlite, $"Data Source={_bench.PathOf("akka.db")}");
        for (var round = 1; round <= 2; round++)
        {
            using var host = _bench.Host(a => a
                .WithActorPipeline(_bench.Counters(), o => o.Journal = database)
                .WithActorPipeline(_bench.Counters("others"), o =>
                {
                    (o.Journal, o.RegistryKey) = (database, typeof(HostingScenarios));
                }));
            await host.StartAsync();
            foreach (var name in (string[])["counters", "others"])
            {
                var counters = await HostBench.PipelineOf(host, name).RegionAsync<long>().WaitAsync(HostBench.Patience);
                Assert.Equal(3 * round, await counters.AskAsync<long>("a", 3, HostBench.Patience));
            }

            await host.StopAsync();
        }

        Assert.False(File.Exists(_bench.PathOf("data/counters/journal.db")));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var another = database with { ConnectionString = "Data Source=b" };
        using var wrong = _bench.Host(a => a
            .WithActorPipeline(_bench.Counters(), o => o.Journal = database)
            .WithActorPipeline(_bench.Counters("others"), o => o.Journal = another));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => wrong.StartAsync());
        Assert.Contains("an actor system has one database", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_delivers_what_was_taken()
    {
        using var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters()));
        await host.StartAsync();
        var counters = await HostBench.PipelineOf(host).RegionAsync<long>().WaitAsync(HostBench.Patience);
        var sent = new List<Task>();
        for (var i = 0; i < 500; i++)
        {
            sent.Add(await counters.SendAsync($"k{i % 7}", 1));
        }

        await host.StopAsync();

        // A message that was taken is committed and its row delivered; one that came too late says so.
        await Task.WhenAll(sent.Select(t => t.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
        Assert.Contains(sent, t => t.IsCompletedSuccessfully);
        Assert.All(
            sent.Where(t => t.IsFaulted), t => Assert.IsType<RegionClosedException>(t.Exception!.InnerException));
        Assert.Equal(
            sent.Count(t => t.IsCompletedSuccessfully),
            (await File.ReadAllLinesAsync(_bench.PathOf("counters.ndjson"))).Length);
    }

    [Fact]
    public async Task Before_the_start_and_after_the_end_a_region_says_why_there_is_none()
    {
        using var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters()));
        var pipeline = HostBench.PipelineOf(host);
        Assert.Equal(
            "pipeline 'counters' is not started: the host starts it; until then, await RegionAsync",
            Assert.Throws<PipelineNotRunningException>(pipeline.Region<long>).Message);
        var early = pipeline.RegionAsync<long>();
        Assert.False(early.IsCompleted);

        await host.StartAsync();
        var region = await early.WaitAsync(HostBench.Patience);
        Assert.Equal(
            "pipeline 'counters' has no actor that is told String",
            Assert.Throws<InvalidOperationException>(pipeline.Region<string>).Message);
        await host.StopAsync();

        await Assert.ThrowsAsync<RegionClosedException>(() => region.TellAsync("a", 1));
        Assert.Equal(
            "pipeline 'counters' was stopped",
            (await Assert.ThrowsAsync<PipelineNotRunningException>(() => pipeline.RegionAsync<long>())).Message);
    }

    [Fact]
    public async Task Events_are_read_beside_the_actors()
    {
        var plan = _bench.Counters() with { Engine = new EngineOptions { RetainEvents = true } };
        using var host = _bench.Host(a => a.WithActorPipeline(plan));
        await host.StartAsync();
        var pipeline = HostBench.PipelineOf(host);
        var counters = await pipeline.RegionAsync<long>().WaitAsync(HostBench.Patience);
        await counters.TellAsync("a", 3);
        await counters.TellAsync("a", 4);

        var events = await pipeline.EventsAsync<long>();

        Assert.Equal([3, 4], events.ReadActor("a").Select(e => e.Event));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_system_that_ends_before_its_host_starts_leaves_nobody_waiting()
    {
        using var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters()));
        var pipeline = HostBench.PipelineOf(host);
        var early = pipeline.RegionAsync<long>();

        await HostBench.SystemOf(host).Terminate();

        Assert.Equal(HostedPipelineState.Stopped, await pipeline.Completion.WaitAsync(HostBench.Patience));
        await Assert.ThrowsAsync<PipelineNotRunningException>(() => early);
    }

    [Fact]
    public async Task A_system_that_is_torn_down_without_a_shutdown_leaves_the_directory_free()
    {
        using var host = _bench.Host(a => a
            .AddHocon("akka.coordinated-shutdown.run-by-actor-system-terminate = off", HoconAddMode.Prepend)
            .WithActorPipeline(_bench.Counters()));
        await host.StartAsync();
        var pipeline = HostBench.PipelineOf(host);
        var counters = await pipeline.RegionAsync<long>().WaitAsync(HostBench.Patience);
        Assert.Equal(3, await counters.AskAsync<long>("a", 3, HostBench.Patience));

        await HostBench.SystemOf(host).Terminate().WaitAsync(HostBench.Patience);

        Assert.Equal(HostedPipelineState.Stopped, await pipeline.Completion.WaitAsync(HostBench.Patience));
        using var free = DataDirectory.Open(_bench.PathOf("data/counters"));
        await Assert.ThrowsAsync<RegionClosedException>(() => counters.TellAsync("a", 1));
    }

    [Fact]
    public async Task A_pipeline_whose_input_ends_is_complete_and_the_host_may_stop_with_it()
    {
        await File.WriteAllTextAsync(_bench.PathOf("in.ndjson"), "{\"k\":\"a\",\"n\":1}\n{\"k\":\"b\",\"n\":2}\n");
        var plan = Pipeline.Define("job", _bench.Directory)
            .From(Source.Files("in.ndjson"))
            .Decode(Decoder.Json(Field.Text("k"), Field.Int64("n")))
            .KeyBy("k")
            .Actor<Counter>()
            .To(Sink.File("out.csv"));
        using var host = _bench.Host(a => a.WithActorPipeline(plan, o =>
        {
            o.StopHostOnCompletion = true;
            o.DataDirectory = "elsewhere";
        }));

        await host.StartAsync();
        await host.WaitForShutdownAsync().WaitAsync(HostBench.Patience);

        Assert.Equal(HostedPipelineState.Completed, await HostBench.PipelineOf(host, "job").Completion);
        Assert.Equal(
            ["a,1", "b,2", "k,sum"], (await File.ReadAllLinesAsync(_bench.PathOf("out.csv"))).Order());
        Assert.True(File.Exists(_bench.PathOf("elsewhere/journal.db")));
    }

    [Fact]
    public async Task Several_pipelines_run_side_by_side_each_by_its_name()
    {
        using var host = _bench.Host(a => a
            .WithActorPipeline(_bench.Counters("one"))
            .WithActorPipeline("two", _ => _bench.Counters("two"), o => o.RegistryKey = typeof(Two)));
        await host.StartAsync();
        foreach (var name in (string[])["one", "two"])
        {
            var region = await HostBench.PipelineOf(host, name).RegionAsync<long>().WaitAsync(HostBench.Patience);
            Assert.Equal(1, await region.AskAsync<long>("a", 1, HostBench.Patience));
        }

        Assert.Equal(["one", "two"], ActorPipelines.Of(HostBench.SystemOf(host)).All.Select(p => p.Name));
        Assert.Equal(HealthStatus.Healthy, (await HostBench.HealthAsync(host, "two")).Status);
        await host.StopAsync();
    }

    [Fact]
    public void Two_pipelines_have_two_names()
    {
        using var host = _bench.Host(a => a.WithActorPipeline(_bench.Counters()).WithActorPipeline(_bench.Counters()));
        Assert.StartsWith(
            "there is a pipeline 'counters' already; choose another name",
            Assert.Throws<ArgumentException>(() => HostBench.SystemOf(host)).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>What the second pipeline of one class of actors is registered under.</summary>
    private sealed class Two;
}
