using ActorPipeline.Plan;
using ActorPipeline.TestKit;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Correctness;

/// <summary>
/// Results are a function of the input: whatever the batches, the threads, the order in which stops and partitions
/// take turns, the number of shards, the memory and the commits, they are the same to the last digit.
/// </summary>
public sealed class InvarianceTests
{
    /// <summary>All but what adds up doubles, of several partitions in an order that is not fixed.</summary>
    private static readonly ReferenceAggregate[] _exact = [.. ReferenceAggregate.All.Where(a =>
        a.Kind is not (AggregateKind.Sum or AggregateKind.Mean or AggregateKind.Variance or AggregateKind.StdDev)
        || !a.Text.Contains("(d)", StringComparison.Ordinal))];

    public static TheoryData<string> Kinds => [.. WindowKinds.Kinds, "hopping-long"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Results_do_not_depend_on_how_the_engine_runs(string window)
    {
        foreach (var seed in Seeds.Up(15))
        {
            var random = new Random(seed);
            AssertInvariant(window, seed, random, _exact, partitions: 1 + random.Next(4));
        }
    }

    [Theory]
    [InlineData("tumbling")]
    [InlineData("hopping")]
    [InlineData("hopping-long")]
    public void Doubles_of_one_partition_add_up_to_the_last_bit(string window)
    {
        foreach (var seed in Seeds.Up(10))
        {
            AssertInvariant(window, seed, new Random(seed), ReferenceAggregate.All, partitions: 1);
        }
    }

    [Theory]
    [InlineData("tumbling")]
    [InlineData("hopping")]
    [InlineData("hopping-long")]
    [InlineData("session")]
    public void Which_records_a_full_actor_refuses_does_not_depend_on_how_the_engine_runs(string window)
    {
        foreach (var seed in Seeds.Up(20))
        {
            var random = new Random(seed);
            AssertInvariant(window, seed, random, _exact, partitions: 1, maxWindows: 1 + random.Next(6));
        }
    }

    private static void AssertInvariant(
        string window, int seed, Random random, IReadOnlyList<ReferenceAggregate> all, int partitions,
        int maxWindows = 10_000)
    {
        var aggregates = random.GetItems([.. all], 8);
        var generator = new RecordGenerator(random) { Keys = 1 + random.Next(30) };
        var records = Enumerable.Range(0, partitions).Select(_ => generator.Make(random.Next(200))).ToList();
        var (outOfOrder, lateness) = (random.Next(1_500), random.Next(2) * random.Next(3_000));
        string[]? first = null;
        for (var variant = 0; variant < 4; variant++)
        {
            var plan = Plans.Of(
                WindowKinds.Of(window), ["k", "m"], [.. aggregates.Select(a => a.Text)], outOfOrder, lateness,
                shards: 1 + random.Next(20),
                engine: EngineVariation.Draw(new EngineOptions { MaxWindowsPerKey = maxWindows }, random));
            var world = new Case(plan, ["k", "m"], aggregates, records).MakeWorld(seed + (1_000 * variant));
            world.RunToEnd();
            string[] rows = [.. Sorted(world.Results), .. Sorted(world.DeadLetters)];
            first ??= rows;
            if (!first.SequenceEqual(rows))
            {
                Assert.Fail($"{window}, seed {seed}, variant {variant}: "
                    + string.Join("; ", first.Except(rows).Take(2)) + " / "
                    + string.Join("; ", rows.Except(first).Take(2)));
            }
        }
    }

    private static IEnumerable<string> Sorted(MemoryTarget target) =>
        target.Rows.Select(r => r.ToString()).Order(StringComparer.Ordinal);
}
