using ActorPipeline.Runtime.Hosting;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Journals;
using ActorPipeline.TestKit.Stepping;
using ActorPipeline.Emission;
using ActorPipeline.Expressions;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Windows;
using RecordPath.Tests.Correctness;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Faults;

/// <summary>
/// An actor that fails takes down nothing but the record it fails at, and that only after so many tries.
/// </summary>
public sealed class SupervisionTests
{
    private const int Poison = 13;

    [Fact]
    public void Records_that_actors_always_fail_at_become_dead_letters_and_all_others_are_applied()
    {
        foreach (var seed in Seeds.Up(80))
        {
            var (test, random) = Make(seed);

            // What is filtered moves time as much as what is applied, so a filter shows what the results must be.
            var sound = new Case(
                test.Plan with { Where = ExpressionCompiler.CompileCondition($"int(t) % {Poison} != 0", Plans.Schema) },
                ["k"], [], test.Partitions).MakeWorld(seed);
            var expected = sound.RunToEnd();

            var world = test.MakeWorld(seed);
            world.CreateProgram = (plan, history) =>
                new FailingProgram(new WindowProgram(plan, history)) { FailsAt = time => time % Poison == 0 };
            var status = RunWithCrashes(world, random);

            Assert.True(status.Counters.IsBalanced, $"seed {seed}");
            Assert.Equal(expected.Counters.Applied, status.Counters.Applied);
            RowComparison.AssertSame(
                [.. sound.Results.Rows.Select(r => r.Values)], world.Results.Rows.Select(r => r.Values),
                test.Plan.Window is WindowSpec.Global ? 1 : 3, $"seed {seed}");
            var failed = world.DeadLetters.Rows.Where(r => (DeadReason)(long)r.Values[DeadLetterSchema.Reason]!
                == DeadReason.Failed).ToList();
            Assert.Equal(failed.Count, failed.DistinctBy(r => (r.Values[0], r.Values[1])).Count());
            Assert.All(failed, r => Assert.Matches(
                "^its actor failed 3 times, the last time with InvalidOperationException: can't bear ",
                (string)r.Values[DeadLetterSchema.Detail]!));
        }
    }

    [Fact]
    public void An_actor_that_fails_now_and_then_loses_no_record()
    {
        foreach (var seed in Seeds.Up(80))
        {
            var (test, random) = Make(seed);
            var world = test.MakeWorld(seed);
            var failures = 0;
            world.CreateProgram = (plan, history) => new FailingProgram(new WindowProgram(plan, history))
            {
                FailsAt = _ => random.Next(200) == 0 && failures++ >= 0,
                FailsToClose = () => random.Next(40) == 0 && failures++ >= 0,
            };
            test.Plan = world.Plan = test.Plan with { Engine = test.Plan.Engine with { MaxAttempts = 100 } };

            test.Check(world, RunWithCrashes(world, random), $"seed {seed}, {failures} failures");
        }
    }

    [Fact]
    public void A_window_that_can_never_be_closed_ends_the_run_with_the_cause()
    {
        var (test, _) = Make(3);
        var world = test.MakeWorld(3);
        world.CreateProgram = (plan, history) =>
            new FailingProgram(new WindowProgram(plan, history)) { FailsToClose = () => true };

        var failure = Assert.Throws<InvalidOperationException>(() => world.RunToEnd());

        Assert.Equal("can't close", failure.Message);
    }

    [Fact]
    public void A_page_that_can_not_be_read_for_a_while_is_read_later()
    {
        var reads = 0;
        foreach (var seed in Seeds.Up(6))
        {
            var random = new Random(seed);
            var test = Case.Make("tumbling", random, keys: 9_000, records: 9_000);
            var world = test.MakeWorld(seed);
            world.Journal = new FaultyJournal(world.Memory)
            {
                Before = call =>
                {
                    if (call == nameof(IJournal.ReadPage) && world.IsRunning && ++reads % 3 != 0)
                    {
                        throw new JournalException("the disk is away", JournalFault.Unavailable);
                    }
                },
            };

            test.Check(world, world.RunToEnd(), $"seed {seed}");
        }

        Assert.True(reads > 100, $"only {reads} pages were read");
    }

    private static (Case Test, Random Random) Make(int seed)
    {
        var random = new Random(seed);
        var kind = WindowKinds.Kinds[seed % WindowKinds.Kinds.Count];
        return (Case.Make(kind, random, keys: 1 + random.Next(20), records: 150), random);
    }

    private static PipelineStatus RunWithCrashes(World world, Random random)
    {
        for (var crashes = random.Next(3); crashes > 0; crashes--)
        {
            using var host = world.Open();
            host.Run(random.Next(800));
            world.Crash(host);
        }

        return world.RunToEnd();
    }
}
