using System.Collections.Concurrent;
using ActorPipeline.Definitions;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Runtime.Results;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ActorPipeline.Extensions.Hosting.Tests;

/// <summary>Results that go to actors of one's own, beside the pipeline.</summary>
public sealed class ResultScenarios : IDisposable
{
    private readonly HostBench _bench = new();

    [Fact]
    public async Task A_persistent_actor_takes_each_result_once_though_its_answers_are_lost()
    {
        var tally = new Tally(Expected: 5) { AnswersToLose = 3 };
        using var host = _bench.Host(a => a
            .WithActors((system, registry) =>
                registry.Register<Ledger>(system.ActorOf(Props.Create(() => new Ledger(tally)))))
            .WithActorPipeline("counters", Plan<Ledger>));
        await host.StartAsync();
        await AddAsync(host, "a", 1, 2, 3);
        await AddAsync(host, "b", 10, 20);

        await tally.Full.WaitAsync(HostBench.Patience);
        await host.StopAsync();

        Assert.Equal([1, 3, 6, 10, 30], tally.Taken.Select(r => (long)r["sum"]!).Order());
        Assert.Equal(5, tally.Taken.Select(r => r.Id).Distinct().Count());
        Assert.True(tally.Repeated >= 1, "nothing was sent again");
        Assert.All(tally.Taken, r => Assert.Equal("counters", r.Pipeline));
    }

    [Fact]
    public async Task What_was_not_answered_comes_again_after_a_crash_under_the_same_ids()
    {
        var before = new Tally(Expected: 3) { AnswersToLose = int.MaxValue };
        using (var host = _bench.Host(a => a
            .WithActors((system, registry) =>
                registry.Register<Plain>(system.ActorOf(Props.Create(() => new Plain(before)))))
            .WithActorPipeline("counters", Plan<Plain>, o => o.DrainTimeout = TimeSpan.FromMilliseconds(1))))
        {
            await host.StartAsync();
            await AddAsync(host, "a", 1, 2, 3);
            await before.Full.WaitAsync(HostBench.Patience);
            await host.StopAsync();
        }

        var after = new Tally(Expected: 4);
        using (var host = _bench.Host(a => a
            .WithActors((system, registry) =>
                registry.Register<Plain>(system.ActorOf(Props.Create(() => new Plain(after)))))
            .WithActorPipeline("counters", Plan<Plain>)))
        {
            await host.StartAsync();
            await AddAsync(host, "a", 4);
            await after.Full.WaitAsync(HostBench.Patience);
            await host.StopAsync();
        }

        Assert.Equal([1, 3, 6, 10], after.Taken.Select(r => (long)r["sum"]!));
        Assert.Equal(before.Taken.Take(3).Select(r => r.Id), after.Taken.Take(3).Select(r => r.Id));
        Assert.True(after.Taken[3].Id.IsAfter(after.Taken[2].Id));
    }

    [Fact]
    public async Task An_actor_that_never_answers_is_what_the_pipeline_waits_for()
    {
        var tally = new Tally(Expected: 1) { AnswersToLose = int.MaxValue };
        using var host = _bench.Host(a => a
            .WithActors((system, registry) =>
                registry.Register<Plain>(system.ActorOf(Props.Create(() => new Plain(tally)), "deaf")))
            .WithActorPipeline("counters", Plan<Plain>, o => o.DrainTimeout = TimeSpan.FromMilliseconds(1)));
        await host.StartAsync();
        await AddAsync(host, "a", 1);

        var health = await HostBench.EventuallyAsync(host, HealthStatus.Degraded);

        Assert.Equal(
            "waiting: actor akka://shop/user/deaf has not answered 1 results for 50ms; it is to tell the sender of "
            + "each CommittedResult its Ack. They are sent again",
            health.Description);
        await host.StopAsync();
    }

    public void Dispose() => _bench.Dispose();

    private PipelinePlan Plan<TTarget>(ActorSystem system) => Pipeline.Define("counters", _bench.Directory)
        .FromRequests("name")
        .Actor<Counter>()
        .Shards(2)
        .Engine(e => e with { SinkFlushInterval = TimeSpan.FromMilliseconds(10) })
        .To(ResultTarget.Actor(ActorRegistry.For(system).Get<TTarget>(), TimeSpan.FromMilliseconds(50)));

    /// <summary>All at once: a target that does not answer holds up the commits behind it.</summary>
    private static Task<long[]> AddAsync(IHost host, string key, params long[] numbers)
    {
        var region = ActorRegistry.For(HostBench.SystemOf(host)).Get<Counter>();
        return Task.WhenAll(
            numbers.Select(n => region.Ask<long>(new ActorEnvelope(key, n), HostBench.Patience)).ToList());
    }

    /// <summary>What an actor has taken.</summary>
    private sealed record Tally(int Expected)
    {
        private readonly ConcurrentQueue<CommittedResult> _taken = new();
        private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int AnswersToLose { get; set; }

        public int Repeated { get; set; }

        public IReadOnlyList<CommittedResult> Taken => [.. _taken];

        public Task Full => _full.Task;

        public void Take(CommittedResult result)
        {
            _taken.Enqueue(result);
            if (_taken.Count == Expected)
            {
                _full.SetResult();
            }
        }

        public void Answer(CommittedResult result, IActorRef sender)
        {
            if (AnswersToLose > 0)
            {
                AnswersToLose--;
                return;
            }

            sender.Tell(result.Ack);
        }
    }

    /// <summary>A classic persistent actor, which knows by their ids what results it has had.</summary>
    private sealed class Ledger : ReceivePersistentActor
    {
        private readonly Dictionary<int, ResultId> _last = [];

        public Ledger(Tally tally)
        {
            Recover<ResultId>(id => _last[id.Shard] = id);
            Command<CommittedResult>(result =>
            {
                if (_last.TryGetValue(result.Id.Shard, out var last) && !result.Id.IsAfter(last))
                {
                    tally.Repeated++;
                    tally.Answer(result, Sender);
                    return;
                }

                var sender = Sender;
                Persist(result.Id, id =>
                {
                    _last[id.Shard] = id;
                    tally.Take(result);
                    tally.Answer(result, sender);
                });
            });
        }

        public override string PersistenceId => "ledger";
    }

    /// <summary>An actor that takes what it gets.</summary>
    private sealed class Plain : ReceiveActor
    {
        public Plain(Tally tally) => Receive<CommittedResult>(result =>
        {
            tally.Take(result);
            tally.Answer(result, Sender);
        });
    }
}
