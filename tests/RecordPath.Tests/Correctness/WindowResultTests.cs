using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Correctness;

/// <summary>Results, dead letters and counters are those of a naive program, for every window and aggregate.</summary>
public sealed class WindowResultTests
{
    private static readonly string[][] _keys = [["k"], ["k", "g"], ["g", "b", "s"], ["m"], ["d"], ["i", "t"], []];

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var window in (string[])[.. WindowKinds.Kinds, "hopping-long"])
        {
            foreach (var seed in Seeds.Up(window == "hopping-long" ? 20 : 40))
            {
                data.Add(window, seed);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_are_those_of_a_naive_program(string window, int seed)
    {
        var random = new Random(seed);
        var key = _keys[random.Next(_keys.Length)];
        var aggregates = seed < 4 ? ReferenceAggregate.All : random.GetItems([.. ReferenceAggregate.All], 8);
        var hasWhere = random.Next(2) == 0;
        var plan = Plans.Of(
            WindowKinds.Of(window), key, [.. aggregates.Select(a => a.Text)],
            outOfOrderUs: window == "global" && seed % 4 == 0 ? -1 : random.Next(1_500),
            latenessUs: random.Next(2) * random.Next(3_000),
            where: hasWhere ? "g is null or g != 2" : null,
            shards: 1 + random.Next(5),
            engine: Plans.Tiny with { LoopThreads = 1 + random.Next(3), IngestThreads = 1 + random.Next(3) });
        var generator = new RecordGenerator(random) { Keys = 1 + random.Next(40) };
        var partitions = Enumerable.Range(0, 1 + random.Next(4)).Select(_ => generator.Make(random.Next(300))).ToList();
        var test = new Case(plan, key, aggregates, partitions, hasWhere ? r => r.G != 2 : null);
        var world = test.MakeWorld(seed, positionsAreOffsets: seed % 2 == 0);

        var status = world.RunToEnd();

        test.Check(world, status, $"{window}, seed {seed}");
    }
}
