using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Stepping;
using ActorPipeline.Plan;
using ActorPipeline.Sharding;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Faults;

public sealed class SlowJournalTests
{
    private const int Records = 500;
    private const int Shards = 2;

    [Fact]
    public void While_a_commit_is_on_its_way_the_next_one_grows()
    {
        var engine = new EngineOptions { LoopThreads = 1, CommitInterval = TimeSpan.FromMilliseconds(1) };
        var plan = Plans.Of(new WindowSpec.Tumbling(1_000), ["k"], ["count()"], shards: Shards, engine: engine);
        var lines = Enumerable.Range(0, Records).Select(i => $$"""{"t":{{i}},"k":"{{i % 7}}"}""");
        var world = new World(plan, 1, new MemoryInput(lines) { MaxBatchRows = 5 });
        using var host = world.Open();
        var journaled = host.Host.Shards.Select(Journaled).ToArray();
        while (host.Host.Status.Counters.Applied < Records)
        {
            Assert.True(host.Step(stage => stage != "journal"));
            world.Clock.Advance(TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal(journaled, host.Host.Shards.Select(Journaled));
        Assert.All(host.Host.Shards, shard =>
        {
            Assert.Equal(journaled[shard.Id.Value] + 1, shard.Sequence);
            Assert.True(shard.HasProgress && !shard.IsCommitted);
        });

        host.RunToEnd();
        Assert.Equal(Records, world.Results.Rows.Sum(r => (long)r.Values[3]!));

        long Journaled(Shard shard) => world.Memory.ReadHead(shard.Id).Sequence;
    }
}
