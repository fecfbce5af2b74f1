using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Runtime.Results;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using Akka.Streams.Dsl;
using Microsoft.Extensions.Hosting;

using Sink = Akka.Streams.Dsl.Sink;

namespace ActorPipeline.Extensions.Hosting.Tests;

/// <summary>A pipeline's committed results as a stream of one's own.</summary>
public sealed class ResultStreamScenarios : IDisposable
{
    /// <summary>What the pipeline's sink lets be on its way.</summary>
    private const int MostUnanswered = 1_024;

    private readonly HostBench _bench = new();
    private TimeSpan _flushInterval = TimeSpan.FromMilliseconds(10);
    private TimeSpan _longestSilence = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Results_come_out_in_order_with_their_ids_and_are_acknowledged()
    {
        using var host = await StartAsync();
        var (system, results) = Of(host);

        var read = results.Source.Take(3).Select(Acknowledging(results)).RunWith(Sink.Seq<CommittedResult>(), system);
        await AddAsync(host, "a", 1, 2, 3);

        var rows = await read.WaitAsync(HostBench.Patience);
        Assert.Equal([1, 3, 6], rows.Select(r => (long)r["sum"]!));
        Assert.True(rows[1].Id.IsAfter(rows[0].Id) && rows[2].Id.IsAfter(rows[1].Id));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_slow_stream_has_only_what_it_asked_for_and_no_more_is_sent_than_may_be_unanswered()
    {
        // Nothing is flushed before all is there: a flush waits for the answers to what was sent before it.
        (_flushInterval, _longestSilence) = (HostBench.Patience * 2, HostBench.Patience * 2);
        using var host = await StartAsync();
        var (system, results) = Of(host);
        var queue = results.Source.RunWith(
            Sink.Queue<CommittedResult>().WithAttributes(Attributes.CreateInputBuffer(1, 1)), system);
        for (var sent = 0; sent < MostUnanswered; sent += MostUnanswered / 4)
        {
            await AddAsync(host, "a", [.. Enumerable.Repeat(1L, MostUnanswered / 4)]);
        }

        await AddAsync(host, "a", 1);
        var pulled = new List<CommittedResult>();
        while (pulled.Count < MostUnanswered)
        {
            pulled.Add((await queue.PullAsync().WaitAsync(HostBench.Patience)).Value);
        }

        var next = queue.PullAsync();
        Assert.False(next.IsCompleted, "more than may be unanswered are on their way");
        results.Acknowledge(pulled[0]);
        pulled.Add((await next.WaitAsync(HostBench.Patience)).Value);

        // Who stops waits for what is unanswered.
        pulled.ForEach(results.Acknowledge);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_a_stream_that_ended_did_not_acknowledge_comes_to_the_next_under_the_same_ids()
    {
        using var host = await StartAsync();
        var (system, results) = Of(host);
        await AddAsync(host, "a", 1, 2, 3);

        var first = await results.Source.Take(2).RunWith(Sink.Seq<CommittedResult>(), system)
            .WaitAsync(HostBench.Patience);
        results.Acknowledge(first[0]);
        var second = await results.Source.Take(2).RunWith(Sink.Seq<CommittedResult>(), system)
            .WaitAsync(HostBench.Patience);

        Assert.Equal([1, 3], first.Select(r => (long)r["sum"]!));
        Assert.Equal([3, 6], second.Select(r => (long)r["sum"]!));
        Assert.Equal(first[1].Id, second[0].Id);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_was_not_acknowledged_comes_again_after_a_crash_under_the_same_ids()
    {
        IReadOnlyList<CommittedResult> before, after;
        using (var host = await StartAsync())
        {
            var (system, results) = Of(host);
            await AddAsync(host, "a", 1, 2, 3);
            before = await results.Source.Take(3).RunWith(Sink.Seq<CommittedResult>(), system)
                .WaitAsync(HostBench.Patience);
            await host.StopAsync();
        }

        using (var host = await StartAsync())
        {
            var (system, results) = Of(host);
            after = await results.Source.Take(3).Select(Acknowledging(results))
                .RunWith(Sink.Seq<CommittedResult>(), system).WaitAsync(HostBench.Patience);
            await host.StopAsync();
        }

        Assert.Equal([1, 3, 6], after.Select(r => (long)r["sum"]!));
        Assert.Equal(before.Select(r => r.Id), after.Select(r => r.Id));
    }

    [Fact]
    public async Task A_second_stream_waits_for_the_end_of_the_first()
    {
        using var host = await StartAsync();
        var (system, results) = Of(host);
        await AddAsync(host, "a", 1, 2);
        var (end, queue) = results.Source.ViaMaterialized(KillSwitches.Single<CommittedResult>(), Keep.Right)
            .ToMaterialized(Sink.Queue<CommittedResult>(), Keep.Both).Run(system);
        Assert.True((await queue.PullAsync().WaitAsync(HostBench.Patience)).HasValue);

        var second = results.Source.Take(2).RunWith(Sink.Seq<CommittedResult>(), system);
        Assert.True((await queue.PullAsync().WaitAsync(HostBench.Patience)).HasValue);
        Assert.False(second.IsCompleted, "it took what is the other one's");
        end.Shutdown();

        Assert.Equal([1, 3], (await second.WaitAsync(HostBench.Patience)).Select(r => (long)r["sum"]!));
        await host.StopAsync();
    }

    public void Dispose() => _bench.Dispose();

    private static Func<CommittedResult, CommittedResult> Acknowledging(ResultStream results) => result =>
    {
        results.Acknowledge(result);
        return result;
    };

    private static (IMaterializer Materializer, ResultStream Results) Of(IHost host)
    {
        var system = HostBench.SystemOf(host);
        return (system.Materializer(), ResultStream.Of(system, "counters"));
    }

    private static Task<long[]> AddAsync(IHost host, string key, params long[] numbers)
    {
        var region = ActorRegistry.For(HostBench.SystemOf(host)).Get<Counter>();
        return Task.WhenAll(
            numbers.Select(n => region.Ask<long>(new ActorEnvelope(key, n), HostBench.Patience)).ToList());
    }

    private async Task<IHost> StartAsync()
    {
        var host = _bench.Host(a => a.WithActorPipeline(
            "counters", Plan, o => o.DrainTimeout = TimeSpan.FromMilliseconds(1)));
        await host.StartAsync();
        return host;
    }

    private PipelinePlan Plan(ActorSystem system) => Pipeline.Define("counters", _bench.Directory)
        .FromRequests("name")
        .Actor<Counter>()
        .Shards(2)
        .Engine(e => e with { SinkFlushInterval = _flushInterval })
        .To(ResultStream.Of(system, "counters", _longestSilence).Target);
}
