using ActorPipeline.Definitions;
using ActorPipeline.Events;
using ActorPipeline.Runtime.Queries;
using ActorPipeline.Sql;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Streams;

namespace Samples.Tests.FirstActor;

/// <summary>The events of the README's actor, read as it shows.</summary>
public sealed class EventQueryTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task The_events_of_one_visitor_and_of_all_are_read()
    {
        var directory = Directory.CreateTempSubdirectory("event-queries").FullName;
        using var system = ActorSystem.Create("readers", "akka { loglevel = OFF, stdout-loglevel = OFF }");
        try
        {
            await VisitAsync(directory, ("anna", "/shoes"), ("bob", "/hats"), ("anna", "/hats"));

            var (annas, all) = await ReadAsync(system, directory);
            Assert.Equal(["/shoes", "/hats"], annas);
            Assert.Equal(3, all);
        }
        finally
        {
            await system.Terminate();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<(string[] Annas, int All)> ReadAsync(ActorSystem system, string directory)
    {
        var plan = Plan(directory);
        using var journal = SqliteJournal.OpenForReading(directory);
        var queries = EventReadJournal.Get(system);
        queries.Add(new EventStore<string>(journal, plan, TimeProvider.System));

        var annas = new List<string>();
        await queries.CurrentEventsByPersistenceId("visits/actor/anna", 1, long.MaxValue)
            .RunForeach(e => annas.Add((string)e.Event), system.Materializer());
        var all = 0;
        await queries.CurrentEventsByTag("visits", Offset.NoOffset())
            .RunForeach(e => all++, system.Materializer());
        return ([.. annas], all);
    }

    private static global::ActorPipeline.Plan.PipelinePlan Plan(string directory) => Pipeline
        .Define("visits", directory)
        .FromRequests("visitor")
        .Actor<Visits>()
        .Engine(engine => engine with { RetainEvents = true })
        .To(Sink.File("visits.ndjson"));

    private static async Task VisitAsync(string directory, params (string Visitor, string Page)[] visits)
    {
        using var session = PipelineSession.Open(Plan(directory), directory);
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => session.Host.Run(stop.Token, default));
        foreach (var (visitor, page) in visits)
        {
            await session.Host.Region<string>().AskAsync<long>(visitor, page, timeout: _patience);
        }

        await stop.CancelAsync();
        await run;
    }
}
