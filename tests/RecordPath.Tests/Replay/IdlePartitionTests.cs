using ActorPipeline.Plan;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Replay;

/// <summary>
/// Partitions that end or fall idle and come back, whenever, with crashes between: which records are late then
/// depends on when that was, but no window closes twice, and every record ends as applied or dead, once.
/// </summary>
public sealed class IdlePartitionTests
{
    [Fact]
    public void A_partition_that_comes_back_opens_no_closed_window() => RunAll(crashes: false, 150);

    [Fact]
    public void A_partition_that_comes_back_after_a_crash_opens_no_closed_window() => RunAll(crashes: true, 300);

    [Fact]
    public void Input_that_grows_between_runs_opens_no_closed_window()
    {
        foreach (var seed in Seeds.Up(300).Concat([1379, 2754, 5814]))
        {
            var random = new Random(seed);
            var plan = Plans.Of(
                new WindowSpec.Tumbling(100), ["k"], ["count()"],
                outOfOrderUs: random.Next(60), shards: 1 + random.Next(4));
            var world = new World(plan, seed, new MemoryInput());
            var (lines, time) = (0, 0);
            for (var life = random.Next(2, 8); life > 0; life--)
            {
                if (random.Next(3) == 0)
                {
                    world.AddInput(new MemoryInput { MaxBatchRows = 1 + random.Next(8) });
                }

                for (var more = random.Next(40); more > 0; more--, lines++)
                {
                    time += random.Next(30);
                    world.Inputs[random.Next(world.Inputs.Count)].Add(
                        $$"""{"t":{{time - random.Next(100)}},"k":"{{random.Next(4)}}"}""");
                }

                using var host = world.Open();
                if (random.Next(3) == 0)
                {
                    host.RunToEnd();
                }
                else
                {
                    host.Run(random.Next(300));
                    world.Crash(host);
                }
            }

            Check(world, lines, seed);
        }
    }

    private static void RunAll(bool crashes, int seeds)
    {
        foreach (var seed in Seeds.Up(seeds).Concat([1661, 5735]))
        {
            Run(seed, crashes);
        }
    }

    private static void Run(int seed, bool hasCrashes)
    {
        var random = new Random(seed);
        var plan = Plans.Of(
            new WindowSpec.Tumbling(100), ["k"], ["count()"], outOfOrderUs: random.Next(60), shards: 1 + random.Next(4),
            engine: Plans.Tiny with { IngestThreads = 1 + random.Next(3), LoopThreads = 1 + random.Next(2) });
        plan = plan with { EventTime = plan.EventTime! with { IdleTimeout = TimeSpan.FromMilliseconds(60) } };
        var inputs = Enumerable.Range(0, 2 + random.Next(2))
            .Select(_ => new MemoryInput { IsFinite = false, MaxBatchRows = 1 + random.Next(8) }).ToArray();
        var world = new World(plan, seed, inputs);
        var (lines, time) = (0, 0);
        for (var life = hasCrashes ? random.Next(1, 8) : 1; life > 0; life--)
        {
            using var host = world.Open();
            for (var rounds = random.Next(1, 30); rounds > 0; rounds--)
            {
                var input = inputs[random.Next(inputs.Length)];
                for (var more = random.Next(12); more > 0; more--, lines++)
                {
                    time += random.Next(30);
                    input.Add($$"""{"t":{{time - random.Next(100)}},"k":"{{random.Next(4)}}"}""");
                }

                host.Run(random.Next(120));
            }

            if (hasCrashes && life > 1)
            {
                world.Crash(host);
            }
            else
            {
                host.Drain();
            }
        }

        foreach (var input in inputs)
        {
            input.IsFinite = true;
        }

        Check(world, lines, seed);
    }

    private static void Check(World world, int lines, int seed)
    {
        var counters = world.RunToEnd().Counters;
        Assert.True(counters.In == lines, $"seed {seed}: {counters.In} of {lines} records came in");
        Assert.True(counters.IsBalanced, $"seed {seed}: {counters}");
        Assert.True(counters.Dead == world.DeadLetters.Rows.Count, $"seed {seed}: other dead letters than counted");
        var twice = world.Results.Rows.GroupBy(r => (r.Values[0], r.Values[1])).FirstOrDefault(g => g.Count() > 1);
        Assert.True(twice is null, $"seed {seed}: window {twice?.Key} closed twice");
        var inWindows = world.Results.Rows.Sum(r => (long)r.Values[^1]!);
        Assert.True(counters.Applied == inWindows, $"seed {seed}: lost in windows");
    }
}
