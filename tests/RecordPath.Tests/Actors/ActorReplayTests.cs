using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.Actors;
using RecordPath.Tests.Harness;
using RecordPath.Tests.Replay;

namespace RecordPath.Tests.Actors;

/// <summary>Actors written in C#: state rebuilt from snapshots and facts is the live state, byte by byte.</summary>
public sealed class ActorReplayTests
{
    private static readonly Op[] _ops = Enum.GetValues<Op>();

    [Fact]
    public void Rebuilt_actors_are_the_live_actors_after_any_commit_of_any_program()
    {
        foreach (var seed in Seeds.Up(10_000))
        {
            var random = new Random(seed);
            var (keys, records) = (1 + random.Next(5), 5 + random.Next(40));
            Run(seed, random, keys, records);
        }
    }

    [Fact]
    public void Rebuilt_actors_are_the_live_actors_with_many_pages()
    {
        foreach (var seed in Seeds.Up(8))
        {
            Run(seed, new Random(seed), keys: 4_000, records: 6_000);
        }
    }

    private static void Run(int seed, Random random, int keys, int records)
    {
        Func<Exception, Supervision> supervise = random.Next(3) switch
        {
            0 => _ => Supervision.Resume,
            1 => _ => Supervision.Stop,
            _ => _ => Supervision.Restart(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(50), 3),
        };
        var actor = new ActorSpec<Script, Noted, Digest>(new ScriptedActor(supervise), Plans.Schema);
        var plan = Plans.Of(actor, random.Next(200), shards: 1, engine: Plans.Tiny with
        {
            TailBytes = random.Next(3) == 0 ? 1 << 20 : random.Next(200, 20_000),
            StateBytes = random.Next(3) == 0 ? 1 << 30 : random.Next(20_000, 200_000),
            CommitBytes = random.Next(100, 10_000),
            PassivateAfter = random.Next(2) * TimeSpan.FromMilliseconds(random.Next(1, 20)),
        });
        var inputs = Enumerable.Range(0, 1 + random.Next(2)).Select(_ =>
            new MemoryInput(Scripts(random, keys, records)) { MaxBatchRows = 1 + random.Next(records / 3) }).ToArray();
        var rig = new ShardRig(plan, random, inputs);
        var because = $"seed {seed}";
        while (rig.ApplyNext())
        {
            rig.PassTime(TimeSpan.FromMilliseconds(random.Next(4)));
            if (random.Next(3) == 0 && rig.Cut() && random.Next(2) == 0)
            {
                Compare(rig, because);
            }
        }

        rig.EndInput();
        rig.PassTime(TimeSpan.FromMinutes(5));
        rig.Cut();
        Compare(rig, because);

        void Compare(ShardRig live, string why)
        {
            live.CommitAll();
            OpenedShard.Open(plan, live.Journal.Snapshot(), inputs.Length).AssertSame(live.Live, why);
        }
    }

    private static IEnumerable<string> Scripts(Random random, int keys, int records)
    {
        var time = 0L;
        for (var i = 0; i < records; i++)
        {
            time += random.Next(100);
            var op = random.GetItems(_ops, 1)[0];
            var (late, key, number) = (random.Next(150), random.Next(keys), random.Next(300));
            yield return $$"""{"t":{{time - late}},"k":"k{{key}}","s":"{{op}}","i":{{number}}}""";
        }
    }
}
