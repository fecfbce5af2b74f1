using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Correctness;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Replay;

/// <summary>
/// Whatever crashes, at whatever step, however often: results, dead letters and counters are those of the naive
/// program, which are those of a run without a crash.
/// </summary>
public sealed class CrashRecoveryTests
{
    public static TheoryData<string> Kinds => [.. WindowKinds.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_that_crashes_at_random_steps_ends_like_one_that_does_not(string window)
    {
        foreach (var seed in Seeds.Up(60))
        {
            var random = new Random(seed);
            var test = Case.Make(window, random, keys: 1 + random.Next(40), records: random.Next(300));
            var world = test.MakeWorld(seed, positionsAreOffsets: seed % 2 == 0);
            RunWithCrashes(world, test, random, crashes: 1 + random.Next(6), $"{window}, seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Crashes_with_many_pages_of_actors_lose_nothing(string window)
    {
        foreach (var seed in Seeds.Up(3))
        {
            var random = new Random(seed);
            var test = Case.Make(window, random, keys: 30_000, records: 5_000);
            var world = test.MakeWorld(seed);
            RunWithCrashes(world, test, random, crashes: 3, $"{window}, seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_that_is_stopped_in_order_goes_on_where_it_was(string window)
    {
        foreach (var seed in Seeds.Up(25))
        {
            var random = new Random(seed);
            var test = Case.Make(window, random, keys: 1 + random.Next(40), records: random.Next(300));
            var world = test.MakeWorld(seed);
            for (var stops = random.Next(4); stops > 0; stops--)
            {
                using var host = world.Open();
                host.Run(random.Next(400));
                host.Drain();
                Assert.True(host.Host.Status.Counters.IsBalanced, $"{window}, seed {seed}: not balanced when stopped");
            }

            test.Check(world, world.RunToEnd(), $"{window}, seed {seed}");
        }
    }

    private static void RunWithCrashes(World world, Case test, Random random, int crashes, string because)
    {
        for (; crashes > 0; crashes--)
        {
            using var host = world.Open();
            host.Run(random.Next(600));
            world.Crash(host);
        }

        test.Check(world, world.RunToEnd(), because);
    }
}
