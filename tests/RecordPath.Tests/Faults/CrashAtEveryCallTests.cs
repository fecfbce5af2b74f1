using System.Globalization;
using ActorPipeline.Plan;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Crash;
using Xunit.Abstractions;

namespace RecordPath.Tests.Faults;

/// <summary>
/// Whatever call of journal, sink or source the process dies at or that fails, before it did its work or after:
/// results, dead letters and counters are those of a run without faults.
/// </summary>
public sealed class CrashAtEveryCallTests(ITestOutputHelper output)
{
    private const int Seed = 11;

    private static readonly WindowSpec[] Windows =
    [
        new WindowSpec.Tumbling(1_000_000),
        new WindowSpec.Hopping(2_000_000, 500_000),
        new WindowSpec.Session(300_000),
        new WindowSpec.Global(),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_one_call_may_fail(int window)
    {
        var (plan, lines) = Small(Windows[window]);
        var none = FaultPlan.None();
        var expected = new FaultyWorld(plan, Seed, lines).RunToEnd(none);
        output.WriteLine($"{none.Calls} calls");
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            for (var call = 0; call < none.Calls; call++)
            {
                Check(new FaultyWorld(plan, Seed, lines), Seed, expected, FaultPlan.At(call, kind));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Many_calls_may_fail_in_a_larger_run(int window)
    {
        var plan = Plan(Windows[window], shards: 3);
        IReadOnlyList<string[]> lines = [Lines(3, 200), Lines(4, 150), Lines(5, 100)];
        var expected = new FaultyWorld(plan, Seed, lines).RunToEnd(FaultPlan.None());
        var first = Rounds.Seed(1);
        for (var seed = first; seed < first + Rounds.Count(30); seed++)
        {
            var random = new Random(seed);
            var faults = FaultPlan.Random(random, random.NextDouble() * 0.05);
            Check(new FaultyWorld(plan, seed, lines), seed, expected, faults);
        }
    }

    [Fact]
    public void A_crash_may_be_followed_by_another_while_the_next_process_starts()
    {
        const int CallsOfAStart = 14;
        var (plan, lines) = (Plan(Windows[0], shards: 2), new[] { Lines(1, 15), Lines(2, 10) });
        var none = FaultPlan.None();
        var expected = new FaultyWorld(plan, Seed, lines).RunToEnd(none);
        for (var first = 0; first < none.Calls; first++)
        {
            for (var second = 1; second <= CallsOfAStart; second++)
            {
                foreach (var kind in (FaultKind[])[FaultKind.CrashBefore, FaultKind.CrashAfter])
                {
                    var calls = (first, first + second);
                    var faults = new FaultPlan(n => n == calls.first || n == calls.Item2 ? kind : null);
                    Check(new FaultyWorld(plan, Seed, lines), Seed, expected, faults);
                }
            }
        }
    }

    [Theory]
    [InlineData("results.ndjson")]
    [InlineData("results.csv")]
    [InlineData("results.db")]
    public void Any_one_call_may_fail_with_targets_on_disk(string target)
    {
        using var scratch = new Scratch();
        var (plan, lines) = Small(Windows[0]);
        plan = plan with
        {
            DeadLetterPath = scratch.File("dead.ndjson"),
            Sink = Path.GetExtension(target) switch
            {
                ".db" => new SinkSpec.Sqlite(scratch.File(target), "results"),
                ".csv" => new SinkSpec.File(scratch.File(target), FileSinkFormat.Csv),
                _ => new SinkSpec.File(scratch.File(target), FileSinkFormat.Ndjson),
            },
        };
        var none = FaultPlan.None();
        var expected = new WorldOnDisk(plan, Seed, lines).RunToEnd(none);
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            for (var call = 0; call < none.Calls; call++)
            {
                scratch.Clear();
                Check(new WorldOnDisk(plan, Seed, lines), Seed, expected, FaultPlan.At(call, kind));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Batches_may_be_appended_again_whole_or_in_part(int window)
    {
        var (plan, lines) = (Plan(Windows[window], shards: 3), new[] { Lines(3, 120), Lines(4, 90) });
        var expected = new FaultyWorld(plan, Seed, lines).RunToEnd(FaultPlan.None());
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            Check(new StutteringWorld(plan, seed, lines), seed, expected, FaultPlan.Random(random, 0.01));
        }
    }

    private static void Check(FaultyWorld world, int seed, Outputs expected, FaultPlan faults)
    {
        Outputs outputs;
        try
        {
            outputs = world.RunToEnd(faults);
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"seed {seed}: {string.Join(", ", faults.Hits)}", bug);
        }

        Outputs.AssertSame(expected, outputs, $"seed {seed}: {string.Join(", ", faults.Hits)}");
    }

    private static (PipelinePlan Plan, IReadOnlyList<string[]> Lines) Small(WindowSpec window) =>
        (Plan(window, shards: 2), [Lines(1, 40), Lines(2, 30)]);

    private static PipelinePlan Plan(WindowSpec window, int shards) => Plans.Of(
        window,
        ["k"],
        ["count()", "sum(i)", "min(s)", "last(i)"],
        outOfOrderUs: window is WindowSpec.Global ? -1 : 200_000,
        latenessUs: 100_000,
        where: "i != 7",
        shards: shards);

    private static string[] Lines(int seed, int count)
    {
        var random = new Random(seed);
        var timeUs = 0L;
        return [.. Enumerable.Range(0, count).Select(_ => Line(random, timeUs += random.Next(200_000)))];
    }

    private static string Line(Random random, long timeUs)
    {
        var (key, text) = ($"k{random.Next(5)}", random.Next(99));
        return random.Next(15) switch
        {
            0 => "{\"t\":",
            1 => $"{{\"k\":\"{key}\"}}",
            2 => string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{timeUs - 5_000_000},\"k\":\"{key}\",\"i\":1}}"),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{{\"t\":{timeUs - random.Next(250_000)},\"k\":\"{key}\",\"i\":{random.Next(20)},\"s\":\"{text}\"}}"),
        };
    }
}
