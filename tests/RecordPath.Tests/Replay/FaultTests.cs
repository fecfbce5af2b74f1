using ActorPipeline.Journal;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.TestKit.Journals;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Correctness;
using RecordPath.Tests.Harness;

namespace RecordPath.Tests.Replay;

/// <summary>Journal, sinks and sources that are away now and then, with crashes in between, change no result.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_journal_that_fails_before_or_after_commits_changes_nothing() => Run(120, (world, random) =>
    {
        void Fail()
        {
            if (world.IsRunning && random.Next(6) == 0)
            {
                throw new JournalException("the journal is away", JournalFault.Unavailable);
            }
        }

        world.Journal = new FaultyJournal(world.Memory) { Before = _ => Fail(), AfterCommit = Fail };
    });

    [Fact]
    public void Sinks_that_fail_at_any_call_change_nothing() => Run(200, (world, random) =>
    {
        world.Results.Fault = world.DeadLetters.Fault = _ =>
        {
            if (world.IsRunning && random.Next(30) == 0)
            {
                throw new SinkException("the target is away", SinkFault.Unavailable);
            }
        };
    });

    [Fact]
    public void Sinks_and_a_journal_that_fail_together_change_nothing() => Run(120, (world, random) =>
    {
        void Fail(Func<Exception> fault)
        {
            if (world.IsRunning && random.Next(30) == 0)
            {
                throw fault();
            }
        }

        Exception JournalFault() => new JournalException("away", ActorPipeline.Journal.JournalFault.Busy);
        world.Journal = new FaultyJournal(world.Memory)
        {
            Before = _ => Fail(JournalFault), AfterCommit = () => Fail(JournalFault),
        };
        world.Results.Fault = world.DeadLetters.Fault = _ => Fail(() => new SinkException("away", SinkFault.Busy));
    });

    [Fact]
    public void A_source_that_fails_at_times_changes_nothing() => Run(60, (world, random) =>
    {
        foreach (var input in world.Inputs)
        {
            input.Fault = () =>
            {
                if (random.Next(4) == 0)
                {
                    throw new SourceException("the source is away", isTransient: true);
                }
            };
        }
    });

    private static void Run(int seeds, Action<World, Random> arm)
    {
        foreach (var seed in Seeds.Up(seeds))
        {
            var random = new Random(seed);
            var kind = WindowKinds.Kinds[seed % WindowKinds.Kinds.Count];
            var test = Case.Make(kind, random, keys: 1 + random.Next(40), records: random.Next(200));
            var world = test.MakeWorld(seed);
            for (var crashes = random.Next(4); crashes > 0; crashes--)
            {
                arm(world, random);
                using var host = world.Open();
                host.Run(random.Next(600));
                world.Crash(host);
                (world.Results.Fault, world.DeadLetters.Fault) = (null, null);
            }

            arm(world, random);
            test.Check(world, world.RunToEnd(), $"{kind}, seed {seed}");
        }
    }
}
