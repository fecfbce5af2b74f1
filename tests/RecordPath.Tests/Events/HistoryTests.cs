using ActorPipeline.Actors;
using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Journals;
using ActorPipeline.TestKit.Simulation.Naive;
using RecordPath.Tests.Actors;
using RecordPath.Tests.Harness;
using RecordPath.Tests.Replay;

namespace RecordPath.Tests.Events;

/// <summary>Events that are kept for ever: what they tell, and what a restart makes of them.</summary>
public sealed class HistoryTests
{
    private static readonly Op[] _ops = Enum.GetValues<Op>();

    [Fact]
    public void The_history_of_an_actor_makes_its_state_whatever_happened()
    {
        foreach (var seed in Seeds.Up(600))
        {
            var random = new Random(seed);
            var (keys, records) = (1 + random.Next(6), 5 + random.Next(60));
            var actor = new ScriptedActor();
            var spec = new ActorSpec<Script, Noted, Digest>(actor, Plans.Schema);
            var plan = Plans.Of(spec, random.Next(200), shards: 1, engine: Plans.Tiny with
            {
                RetainEvents = true, TailBytes = random.Next(100, 5_000), CommitBytes = random.Next(100, 5_000),
            });
            var rig = new ShardRig(plan, random, [new MemoryInput(Scripts(random, keys, records))
            {
                MaxBatchRows = 1 + random.Next(20),
            }]);
            while (rig.ApplyNext())
            {
                rig.PassTime(TimeSpan.FromMilliseconds(random.Next(4)));
                if (random.Next(3) == 0)
                {
                    rig.Cut();
                }
            }

            rig.EndInput();
            rig.Cut();
            rig.CommitAll();
            AssertHistory(rig, new EventStore<Noted>(rig.Journal, plan, TimeProvider.System), actor, keys, seed);
        }
    }

    [Fact]
    public void A_position_anywhere_goes_on_with_the_next_event()
    {
        var world = Histories.NewWorld(Histories.Plan());
        world.RunToEnd(world.Plan, Histories.Persisting(0, 60));
        var store = Histories.Store(world);
        var all = store.Open(EventPosition.Start).ReadAll();
        Assert.Equal(60, all.Count);

        var position = EventPosition.Start;
        for (var i = 0; i < all.Count; i++)
        {
            var left = store.Open(EventPosition.Parse(position.ToString())).ReadAll();
            Assert.Equal(all.Skip(i).OrderBy(Id), left.OrderBy(Id));
            position = position.With(all[i].Shard, all[i].Next);
        }

        Assert.Empty(store.Open(position).ReadAll());
        Assert.Empty(store.Open(store.Newest).ReadAll());
        Assert.Equal(all, store.Open(store.Oldest).ReadAll());

        static (int, long, int) Id(StoredEvent<Noted> e) => (e.Shard.Value, e.Commit, e.Index);
    }

    [Fact]
    public void A_shard_is_read_in_order_of_commit_and_from_any_place()
    {
        var plan = Histories.Plan();
        var world = Histories.NewWorld(plan with { Engine = plan.Engine with { CommitBytes = 100 } });
        world.RunToEnd(world.Plan, Histories.Persisting(0, 80));
        var store = Histories.Store(world);
        var shards = Enumerable.Range(0, 3).Select(i => store.ReadShard(new ShardId(i), default).ToArray()).ToArray();
        Assert.Equal(Histories.Expected(0, 80), shards.SelectMany(e => e).Numbers());
        foreach (var events in shards)
        {
            Assert.Equal(events.OrderBy(e => e.Commit).ThenBy(e => e.Index), events);
            Assert.True(events.Length == 0 || events.Select(e => e.Commit).Distinct().Count() > 3, "all in one commit");
            for (var i = 0; i < events.Length; i++)
            {
                Assert.Equal(events[(i + 1)..], store.ReadShard(events[i].Shard, events[i].Next));
            }
        }
    }

    [Fact]
    public void An_actor_is_read_from_a_version()
    {
        var world = Histories.NewWorld(Histories.Plan());
        world.RunToEnd(world.Plan, Histories.Persisting(0, 35));
        var store = Histories.Store(world);
        var events = store.ReadActor("k3");
        Assert.Equal("k3: 3 10 17 24 31", events.Numbers());
        Assert.Equal([1L, 2, 3, 4, 5], events.Select(e => e.Version));
        Assert.Equal([3L, 10, 17, 24, 31], events.Select(e => e.TimeUs));
        Assert.All(events, e => Assert.Equal(new EventName("noted", 1), e.Type));
        Assert.Equal("k3: 24 31", store.ReadActor("k3", fromVersion: 4).Numbers());
        Assert.Empty(store.ReadActor("nobody"));
    }

    [Fact]
    public void A_forgotten_actor_has_the_history_of_its_new_life()
    {
        var world = Histories.NewWorld(Histories.Plan(shards: 1));
        world.RunToEnd(
            world.Plan, Histories.Record(1, "a", Op.Persist, 1), Histories.Record(2, "a", Op.Forget),
            Histories.Record(3, "a", Op.Persist, 3), Histories.Record(4, "b", Op.Persist, 4));
        var store = Histories.Store(world);
        Assert.Equal("a: 3", store.ReadActor("a").Numbers());
        Assert.Equal(1, store.ReadActor("a")[0].Version);
        Assert.Equal("a: 1 3; b: 4", store.Open(EventPosition.Start).ReadAll().Numbers());
    }

    [Fact]
    public void A_restart_replays_the_tail_only_although_all_events_are_there()
    {
        var world = Histories.NewWorld(Histories.Plan(shards: 1));
        world.RunToEnd(world.Plan, Histories.Persisting(0, 300));
        var bytes = 0;
        var journal = new DamagedJournal(world.Memory, (kind, blob) =>
        {
            bytes += kind == BlobKind.Events ? blob.Length : 0;
            return blob;
        });
        OpenedShard.Open(world.Plan, journal, 1);
        Assert.True(bytes < 2 * world.Plan.Engine.TailBytes, $"{bytes} bytes replayed");
        Assert.Equal(Histories.Expected(0, 300), Histories.Store(world).Open(EventPosition.Start).ReadAll().Numbers());
    }

    [Fact]
    public void Retaining_is_turned_on_for_a_state_that_exists_and_off_again()
    {
        var (retains, trims) = (Histories.Plan(shards: 1), Histories.Plan(shards: 1, retains: false));
        var world = Histories.NewWorld(trims);
        world.RunToEnd(trims, Histories.Persisting(0, 200));
        var before = Assert.Throws<EventsTrimmedException>(
            () => Histories.Store(world).Open(EventPosition.Start).ReadAll());
        Assert.Contains("turn on engine.retain-events", before.Message, StringComparison.Ordinal);
        Assert.Throws<EventsTrimmedException>(() => Histories.Store(world).ReadActor("k1"));

        world.RunToEnd(retains, Histories.Persisting(200, 200));
        var store = Histories.Store(world);
        var trimmed = Assert.Throws<EventsTrimmedException>(() => store.Open(EventPosition.Start).ReadAll());
        Assert.Equal(trimmed.HistoryAfter + 1, store.Oldest[new ShardId(0)].Commit);
        Assert.Equal(Histories.Expected(200, 200), store.Open(store.Oldest).ReadAll().Numbers());
        Assert.Throws<EventsTrimmedException>(() => store.ReadActor("k1"));
        Assert.Equal(204, store.ReadActor("k1", fromVersion: 30)[0].Event.Number);

        var position = store.Oldest;
        world.RunToEnd(trims, Histories.Persisting(400, 200));
        Assert.Throws<EventsTrimmedException>(() => Histories.Store(world).Open(position).ReadAll());
        var left = 0;
        world.Memory.ReadEvents(new ShardId(0), 0, (_, block) => left += block.Length);
        Assert.True(left < 4 * trims.Engine.TailBytes, $"{left} bytes of events are left");

        world.RunToEnd(retains, Histories.Persisting(600, 20));
        store = Histories.Store(world);
        Assert.Equal(Histories.Expected(600, 20), store.Open(store.Oldest).ReadAll().Numbers());
    }

    [Fact]
    public void A_journal_that_is_older_than_its_reader_is_refused()
    {
        var world = Histories.NewWorld(Histories.Plan());
        world.RunToEnd(world.Plan, Histories.Persisting(0, 40));
        var backup = world.Memory.Snapshot();
        world.RunToEnd(world.Plan, Histories.Persisting(40, 40));
        var position = Histories.Store(world).Newest;
        var store = new EventStore<Noted>(backup, world.Plan, world.Clock);
        var ahead = Assert.Throws<EventsAheadException>(() => store.Open(position).ReadAll());
        Assert.Equal(backup.ReadHead(ahead.Shard).Sequence, ahead.Sequence);
    }

    [Fact]
    public void A_damaged_block_is_told_with_its_shard()
    {
        var world = Histories.NewWorld(Histories.Plan(shards: 1));
        world.RunToEnd(world.Plan, Histories.Persisting(0, 10));
        var store = new EventStore<Noted>(
            new DamagedJournal(world.Memory, (_, blob) => [.. blob[..^1], (byte)~blob[^1]]), world.Plan, world.Clock);
        var fault = Assert.Throws<JournalException>(() => store.ReadActor("k1"));
        Assert.Equal(JournalFault.Corrupt, fault.Fault);
    }

    [Fact]
    public void A_plan_without_such_events_is_refused()
    {
        using var journal = new InMemoryJournal();
        Assert.Throws<InvalidOperationException>(
            () => new EventStore<string>(journal, Histories.Plan(), TimeProvider.System));
    }

    private static void AssertHistory(
        ShardRig rig, EventStore<Noted> store, ScriptedActor actor, int keys, int seed)
    {
        var program = (ActorProgram<Script, Noted, Digest>)rig.Live.Program;
        for (var i = 0; i < keys; i++)
        {
            var key = System.Text.Encoding.UTF8.GetBytes($"k{i}");
            var ordinal = rig.Live.Shard.Actors.Find(ActorPipeline.Routing.KeyHash.Compute(key), key);
            var (state, version) = (actor.NewState(), 0L);
            if (ordinal >= 0)
            {
                var page = program.Memory.PageOf(ordinal);
                var place = ordinal & ActorPage.Mask;
                (state, version) = (program.Memory.StateOf(page, place), page.Versions[place]);
            }

            var events = store.ReadActor($"k{i}");
            var told = events.Aggregate(actor.NewState(), (s, e) => actor.Apply(s, e.Event));
            Assert.True(told == state && events.Count == version, $"seed {seed}, k{i}: {told} is told, {state} is");
            Assert.Equal(Enumerable.Range(1, events.Count).Select(v => (long)v), events.Select(e => e.Version));
        }
    }

    private static IEnumerable<string> Scripts(Random random, int keys, int records) =>
        Enumerable.Range(0, records).Select(i => Histories.Record(
            i * 50, $"k{random.Next(keys)}", random.GetItems(_ops, 1)[0], random.Next(300)));
}
