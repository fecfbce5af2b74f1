using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace RecordPath.Tests.Actors;

public sealed class ActorSinkTests
{
    private const int Numbers = 3_000;

    [Fact]
    public async Task A_stream_ends_in_actors_in_order_and_completes_when_all_is_on_disk()
    {
        var world = new World(
            Plans.Of(new ActorSpec<long, long, long>(new Sequence(), Plans.Schema), engine: Plans.Tiny with
            {
                MailboxSize = 16, LoopThreads = 2,
            }), 1, new MemoryInput { IsFinite = false });
        using var host = PipelineHost.Open(world.Plan, world.Services with { Time = TimeProvider.System });
        using var drain = new CancellationTokenSource();
        var run = Task.Factory.StartNew(
            () => host.Run(drain.Token, default), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var region = host.Region<long>();
        string[] keys = ["a", "b", "c"];

        using var system = ActorSystem.Create("streams");
        var sent = await Source.From(Enumerable.Range(0, Numbers)).RunWith(
            ActorSink.Of<int, long>(region, i => keys[i % 3], i => (i / 3) + 1, parallelism: 64),
            system.Materializer());

        Assert.Equal(Numbers, sent);
        foreach (var key in keys)
        {
            Assert.Equal(Numbers / 3, await region.AskAsync<long>(key, 0, TimeSpan.FromMinutes(1)));
        }

        await drain.CancelAsync();
        Assert.Equal(RunOutcome.Stopped, await run);
        await Assert.ThrowsAsync<RegionClosedException>(() => region.TellAsync("a", 1));
    }
}
