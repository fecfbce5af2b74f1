using ActorPipeline.Actors;
using ActorPipeline.Events;
using ActorPipeline.Plan;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;
using RecordPath.Tests.Actors;

namespace RecordPath.Tests.Events;

/// <summary>
/// Pipelines of <see cref="ScriptedActor"/>s whose events are retained, and what their history should be.
/// </summary>
internal static class Histories
{
    public static PipelinePlan Plan(int shards = 3, bool retains = true) => Plans.Of(
        new ActorSpec<Script, Noted, Digest>(new ScriptedActor(), Plans.Schema), shards: shards,
        engine: Plans.Tiny with { RetainEvents = retains });

    public static string Record(long timeUs, string key, Op what, long number = 0) =>
        $$"""{"t":{{timeUs}},"k":"{{key}}","s":"{{what}}","i":{{number}}}""";

    /// <summary>Records that each persist one event, numbered on from a number, spread over some keys.</summary>
    public static IEnumerable<string> Persisting(int from, int count, int keys = 7) =>
        Enumerable.Range(from, count).Select(i => Record(i, $"k{i % keys}", Op.Persist, i));

    /// <summary>Runs a world until all of its input is committed.</summary>
    public static void RunToEnd(this World world, PipelinePlan plan, params IEnumerable<string> records)
    {
        world.Plan = plan;
        foreach (var record in records)
        {
            world.Inputs[0].Add(record);
        }

        world.RunToEnd();
    }

    public static World NewWorld(PipelinePlan plan, int seed = 1) =>
        new(plan, seed, new MemoryInput([]) { MaxBatchRows = 5 });

    public static EventStore<Noted> Store(World world) => new(world.Memory, world.Plan, world.Clock);

    /// <summary>All that a cursor finds by now.</summary>
    public static List<StoredEvent<Noted>> ReadAll(this EventCursor<Noted> cursor)
    {
        var events = new List<StoredEvent<Noted>>();
        while (cursor.Read() is { Count: > 0 } more)
        {
            events.AddRange(more);
        }

        return events;
    }

    /// <summary>The numbers that events tell, those of each key in their order.</summary>
    public static string Numbers(this IEnumerable<StoredEvent<Noted>> events) => string.Join("; ", events
        .GroupBy(e => e.Key).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key}: {string.Join(' ', g.Select(e => e.Event.Number))}"));

    /// <summary>What <see cref="Numbers"/> gives for the records of <see cref="Persisting"/>.</summary>
    public static string Expected(int from, int count, int keys = 7) => string.Join("; ", Enumerable.Range(from, count)
        .GroupBy(i => i % keys).OrderBy(g => g.Key).Select(g => $"k{g.Key}: {string.Join(' ', g)}"));
}
