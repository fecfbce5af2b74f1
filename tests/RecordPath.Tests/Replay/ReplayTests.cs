using ActorPipeline.Plan;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Replay;

/// <summary>State rebuilt from snapshots and events is the live state, byte by byte, after any commit.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("tumbling", 500)]
    [InlineData("hopping", 400)]
    [InlineData("hopping-long", 100)]
    [InlineData("session", 800)]
    [InlineData("global", 200)]
    public void Rebuilt_state_is_live_state_after_any_commit(string window, int runs)
    {
        foreach (var seed in Seeds.Up(runs))
        {
            var random = new Random(seed);
            var generator = new RecordGenerator(random) { Keys = 1 + random.Next(60) };
            Run(window, seed, random, generator, 20 + random.Next(120));
        }
    }

    [Theory]
    [InlineData("tumbling")]
    [InlineData("hopping")]
    [InlineData("hopping-long")]
    [InlineData("session")]
    [InlineData("global")]
    public void Rebuilt_state_is_live_state_with_many_pages(string window)
    {
        foreach (var seed in Seeds.Up(6))
        {
            var random = new Random(seed);
            var generator = new RecordGenerator(random) { Keys = 20_000, StepUs = 2 };
            Run(window, seed, random, generator, 6_000);
        }
    }

    private static void Run(string window, int seed, Random random, RecordGenerator generator, int records)
    {
        var aggregates = random.GetItems([.. ReferenceAggregate.All], random.Next(1, 6));
        var plan = Plans.Of(
            WindowKinds.Of(window), ["k"], [.. aggregates.Select(a => a.Text).Distinct()], random.Next(1_500),
            random.Next(2) * random.Next(3_000), shards: 1,
            engine: Plans.Tiny with
            {
                TailBytes = random.Next(3) == 0 ? 1 << 20 : random.Next(200, 20_000),
                StateBytes = random.Next(3) == 0 ? 1 << 30 : random.Next(20_000, 200_000),
                CommitBytes = random.Next(100, 10_000),
                MaxWindowsPerKey = random.Next(4) == 0 ? 2 : 10_000,
            });
        var inputs = Enumerable.Range(0, 1 + random.Next(3)).Select(_ =>
            new MemoryInput(generator.Make(records).Select(r => r.ToString()))
            {
                MaxBatchRows = 1 + random.Next(records / 3),
            }).ToArray();
        var rig = new ShardRig(plan, random, inputs);
        while (rig.ApplyNext())
        {
            if (random.Next(3) == 0 && rig.Cut() && random.Next(2) == 0)
            {
                Compare(rig, plan, inputs.Length, $"{window}, seed {seed}, commit {rig.Live.Shard.Sequence}");
            }
        }

        rig.EndInput();
        rig.Cut();
        Compare(rig, plan, inputs.Length, $"{window}, seed {seed}, at the end");
    }

    private static void Compare(ShardRig rig, PipelinePlan plan, int partitions, string because)
    {
        rig.CommitAll();
        OpenedShard.Open(plan, rig.Journal.Snapshot(), partitions).AssertSame(rig.Live, because);
    }
}
