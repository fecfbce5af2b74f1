using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>Rebuilds all shards of a host that has ended from what is journaled: they must be the live ones.</summary>
internal static class ReplayCheck
{
    public static void Run(PipelineHost host, SimulatedWorld world)
    {
        foreach (var (live, rebuilt) in host.Parts.Shards.Zip(Rebuild(world)))
        {
            FetchPages(live, world.Journal);
            AssertSame(live.Shard, rebuilt);
        }
    }

    /// <summary>All shards as the journal has them.</summary>
    public static IEnumerable<Shard> Rebuild(SimulatedWorld world)
    {
        var (plan, journal) = (world.Pipeline.Plan, new ReadOnlyJournal(world.Journal));
        var history = StateHistory.Read(journal, plan);
        for (var i = 0; i < plan.ShardCount; i++)
        {
            yield return DirectRecovery.Open(
                new ShardId(i), plan, history.Current, () => Programs.Create(plan, history), journal,
                world.Inputs.Count);
        }
    }

    /// <summary>Pages that a live shard has let go are compared too: as the journal has them.</summary>
    private static void FetchPages(ShardDriver live, IJournal journal)
    {
        var blob = new ByteArena();
        for (var page = 0; page < live.Shard.Actors.PageCount; page++)
        {
            if (live.Shard.Actors.IsAbsent(page) && !live.Pages.Expect(page))
            {
                live.Pages.Give(page, journal.ReadPage(live.Shard.Id, page, blob) ? blob.Written.ToArray() : null);
            }
        }
    }

    private static void AssertSame(Shard live, Shard rebuilt)
    {
        Holds(Head(live).AsSpan().SequenceEqual(Head(rebuilt)), "its head is another than the live one");
        Holds(
            live.ActorCount == rebuilt.ActorCount, $"it has {rebuilt.ActorCount} actors, and {live.ActorCount} live");
        Holds(live.Actors.PageCount == rebuilt.Actors.PageCount, "it has another number of pages");
        for (var page = 0; page < live.Actors.PageCount; page++)
        {
            Holds(Page(live, page).AsSpan().SequenceEqual(Page(rebuilt, page)), $"page {page} is another");
        }

        void Holds(bool condition, string otherwise) => PipelineTestException.ThrowUnless(
            condition, $"shard {live.Id}, rebuilt from the journal, is not what it was live: {otherwise}");
    }

    private static byte[] Head(Shard shard)
    {
        var writer = new ByteWriter();
        shard.Head.Write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Keys and state. The index is left out: the due time in it is a bound, which may be early.</summary>
    private static byte[] Page(Shard shard, int page)
    {
        var (index, state) = (new ByteWriter(), new ByteWriter());
        shard.Actors.Resident(page);
        shard.Actors.WriteSnapshot(page, shard.Sequence, 1, index, state);
        return state.Written.ToArray();
    }
}
