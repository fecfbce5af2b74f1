using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Persistence.Copying;
using ActorPipeline.Runtime.Queries;
using ActorPipeline.Sql;
using ActorPipeline.TestKit.Stepping;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using RecordPath.Tests.Actors;
using RecordPath.Tests.Crash;
using RecordPath.Tests.Events;

namespace RecordPath.Tests.Queries;

/// <summary>Events by Akka.Persistence.Query, over each kind of journal.</summary>
public sealed class QueryTests : IDisposable
{
    private const int Shards = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Scratch _scratch = new();
    private readonly ActorSystem _system = ActorSystem.Create("queries", AkkaSettings.Quiet);
    private readonly ActorMaterializer _materializer;

    public QueryTests() => _materializer = _system.Materializer();

    public void Dispose()
    {
        _materializer.Dispose();
        _system.Terminate().Wait(_patience);
        _scratch.Dispose();
    }

    [Fact]
    public async Task A_read_journal_is_found_as_akkas_own_are()
    {
        var queries = EventReadJournal.Get(_system);

        Assert.Same(
            queries, PersistenceQuery.Get(_system).ReadJournalFor<EventReadJournal>(EventReadJournal.Identifier));
        var world = RunToEnd(20);
        queries.Add(Histories.Store(world));
        Assert.Equal(20, (await All(queries.CurrentEventsByTag(world.Plan.Name, NoOffset.Instance))).Count);
    }

    [Theory]
    [InlineData("memory")]
    [InlineData("SQLite")]
    [InlineData("Akka.Persistence")]
    public async Task Every_journal_tells_the_same_events(string kind)
    {
        var world = RunToEnd(60);
        var expected = Histories.Store(world).Open(EventPosition.Start).ReadAll();
        using var journal = Open(kind, world);
        var queries = Queries(new EventStore<Noted>(journal.Journal, world.Plan, world.Clock));
        var name = world.Plan.Name;

        var tagged = await All(queries.CurrentEventsByTag(name, NoOffset.Instance));
        Assert.Equal(
            expected.Select(e => ($"{name}/actor/{e.Key}", e.Version, (object)e.Event, e.Time.UtcTicks)),
            tagged.Select(e => (e.PersistenceId, e.SequenceNr, e.Event, e.Timestamp)));
        Assert.All(tagged, e => Assert.Equal([name, e.PersistenceId], e.Tags));
        for (var shard = 0; shard < Shards; shard++)
        {
            var events = await All(queries.CurrentEventsByPersistenceId($"{name}/shard-{shard}", 0, long.MaxValue));
            Assert.Equal(
                expected.Where(e => e.Shard.Value == shard).Select(e => (object)e.Event), events.Select(e => e.Event));
        }

        var actor = await All(queries.CurrentEventsByPersistenceId($"{name}/actor/k3", 0, long.MaxValue));
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7, 8, 9], actor.Select(e => e.SequenceNr));
        Assert.Equal([3L, 10, 17, 24, 31, 38, 45, 52, 59], actor.Select(e => ((Noted)e.Event).Number));
    }

    [Fact]
    public async Task A_pipeline_is_read_on_from_the_offset_of_any_of_its_events()
    {
        var world = RunToEnd(40);
        var queries = Queries(Histories.Store(world));
        var all = await All(queries.CurrentEventsByTag(world.Plan.Name, NoOffset.Instance));

        for (var i = 0; i < all.Count; i++)
        {
            var kept = new EventOffset(EventPosition.Parse(all[i].Offset.ToString()!));
            var rest = await All(queries.CurrentEventsByTag(world.Plan.Name, kept));
            Assert.Equal(
                all.Skip(i + 1).Select(e => ((Noted)e.Event).Number).Order(),
                rest.Select(e => ((Noted)e.Event).Number).Order());
            Assert.True(i == 0 || all[i].Offset.CompareTo(all[i - 1].Offset) > 0);
        }
    }

    [Fact]
    public async Task A_shard_and_an_actor_are_read_between_two_numbers()
    {
        var world = RunToEnd(60);
        var (queries, name) = (Queries(Histories.Store(world)), world.Plan.Name);
        var all = await All(queries.CurrentEventsByPersistenceId($"{name}/shard-1", 0, long.MaxValue));
        Assert.True(all.Count > 5);
        Assert.Equal(all.Select(e => e.SequenceNr).Order(), all.Select(e => e.SequenceNr));
        foreach (var isLive in (bool[])[false, true])
        {
            for (var i = 0; i < all.Count; i++)
            {
                var some = await All(ById($"{name}/shard-1", all[i / 2].SequenceNr, all[i].SequenceNr, isLive));
                Assert.Equal(all[(i / 2)..(i + 1)].Select(e => e.SequenceNr), some.Select(e => e.SequenceNr));
            }

            var actor = await All(ById($"{name}/actor/k3", 3, 5, isLive));
            Assert.Equal([3L, 4, 5], actor.Select(e => e.SequenceNr));
        }

        Source<EventEnvelope, Akka.NotUsed> ById(string id, long from, long to, bool isLive) => isLive
            ? queries.EventsByPersistenceId(id, from, to)
            : queries.CurrentEventsByPersistenceId(id, from, to);
    }

    [Theory]
    [InlineData("tag")]
    [InlineData("shard")]
    [InlineData("actor")]
    public async Task A_live_query_gives_what_is_there_and_is_woken_by_commits(string by)
    {
        var world = Histories.NewWorld(Histories.Plan(Shards));
        world.RunToEnd(world.Plan, Histories.Persisting(0, 30));
        using var host = world.Open();
        var (queries, name) = (Queries(host.Host.Events<Noted>()), world.Plan.Name);
        var shard = Histories.Store(world).ReadActor("k3")[0].Shard;
        var seen = (by switch
        {
            "tag" => queries.EventsByTag(name, NoOffset.Instance),
            "shard" => queries.EventsByPersistenceId(EventReadJournal.ShardId(name, shard), 0, long.MaxValue),
            _ => queries.EventsByPersistenceId(EventReadJournal.ActorId(name, "k3"), 0, long.MaxValue),
        }).Where(e => e.Tags[1] == EventReadJournal.ActorId(name, "k3"))
            .RunWith(Sink.Queue<EventEnvelope>(), _materializer);

        Assert.Equal([3L, 10, 17, 24], await Take(seen, 4));
        foreach (var record in Histories.Persisting(30, 30))
        {
            world.Inputs[0].Add(record);
        }

        host.RunToEnd();
        Assert.Equal([31L, 38, 45, 52], await Take(seen, 4));
    }

    [Fact]
    public async Task A_live_query_looks_for_the_commits_of_another_process()
    {
        var world = Histories.NewWorld(Histories.Plan(Shards));
        var store = new EventStore<Noted>(world.Memory, world.Plan, world.Clock, TimeSpan.FromMilliseconds(5));
        var seen = EventSource.Live(store, EventPosition.Start)
            .RunWith(Sink.Queue<StoredEvent<Noted>>(), _materializer);
        var first = seen.PullAsync();

        world.RunToEnd(world.Plan, Histories.Record(1, "a", Op.Persist, 42));

        Assert.Equal(42, (await first.WaitAsync(_patience)).Value.Event.Number);
    }

    [Fact]
    public async Task A_reader_behind_what_is_kept_or_ahead_of_what_there_is_is_told_so()
    {
        var world = Histories.NewWorld(Histories.Plan(Shards, retains: false));
        world.RunToEnd(world.Plan, Histories.Persisting(0, 30));
        var (queries, name) = (Queries(Histories.Store(world)), world.Plan.Name);

        await Assert.ThrowsAsync<EventsTrimmedException>(
            () => All(queries.CurrentEventsByTag(name, NoOffset.Instance)));
        await Assert.ThrowsAsync<EventsTrimmedException>(() => All(queries.EventsByTag(name, NoOffset.Instance)));
        await Assert.ThrowsAsync<EventsTrimmedException>(
            () => All(queries.CurrentEventsByPersistenceId($"{name}/shard-0", 0, long.MaxValue)));
        await Assert.ThrowsAsync<EventsTrimmedException>(
            () => All(queries.EventsByPersistenceId($"{name}/actor/k3", 0, long.MaxValue)));
        var retained = RunToEnd(30);
        var beyond = new EventOffset(EventPosition.Start.With(new ShardId(1), new ShardPosition(1_000, 0)));
        await Assert.ThrowsAsync<EventsAheadException>(
            () => All(Queries(Histories.Store(retained)).EventsByTag(name, beyond)));
    }

    [Fact]
    public void What_no_pipeline_has_is_refused_with_what_to_ask()
    {
        var world = RunToEnd(1);
        var (queries, name) = (Queries(Histories.Store(world)), world.Plan.Name);

        Assert.StartsWith("there is no pipeline 'other'",
            Refused(() => queries.EventsByTag("other", NoOffset.Instance)));
        Assert.StartsWith("there is no pipeline 'other'",
            Refused(() => queries.EventsByPersistenceId("other/shard-0", 0, 1)));
        Assert.Contains("one is PIPELINE/shard-N or PIPELINE/actor/KEY",
            Refused(() => queries.EventsByPersistenceId($"{name}/7", 0, 1)));
        Assert.Contains("there is no shard 3", Refused(() => queries.EventsByPersistenceId($"{name}/shard-3", 0, 1)));
        Assert.Contains("is an EventOffset", Refused(() => queries.EventsByTag(name, Offset.Sequence(3))));

        static string Refused(Action ask) => Assert.Throws<ArgumentException>(ask).Message;
    }

    private static async Task<List<long>> Take(ISinkQueue<EventEnvelope> queue, int count)
    {
        var numbers = new List<long>();
        while (numbers.Count < count)
        {
            numbers.Add(((Noted)(await queue.PullAsync().WaitAsync(_patience)).Value.Event).Number);
        }

        return numbers;
    }

    private static World RunToEnd(int records)
    {
        var world = Histories.NewWorld(Histories.Plan(Shards));
        world.RunToEnd(world.Plan, Histories.Persisting(0, records));
        return world;
    }

    private EventReadJournal Queries(EventStore<Noted> events)
    {
        var queries = EventReadJournal.Get(_system);
        queries.Add(events);
        return queries;
    }

    private async Task<List<EventEnvelope>> All(Source<EventEnvelope, Akka.NotUsed> events) =>
        [.. await events.RunWith(Sink.Seq<EventEnvelope>(), _materializer).WaitAsync(_patience)];

    /// <summary>A journal of a kind with what a world's journal has.</summary>
    private QueriedJournal Open(string kind, World world)
    {
        if (kind == "memory")
        {
            return new(world.Memory);
        }

        JournalSpec spec = kind == "SQLite"
            ? new JournalSpec.Embedded()
            : new JournalSpec.Persistence(SqlProvider.Sqlite, $"Data Source={_scratch.File("akka.db")}");
        var directory = Directory.CreateDirectory(_scratch.File("data")).FullName;
        var access = JournalAccess.Open(spec, directory, world.Plan.Name, Shards);
        new JournalCopy(world.Memory, access.Reads, access.Actor).Run(default);
        return new(access.Reads, access);
    }

    private sealed record QueriedJournal(IJournal Journal, IDisposable? Access = null) : IDisposable
    {
        public void Dispose()
        {
            Access?.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
    }
}
