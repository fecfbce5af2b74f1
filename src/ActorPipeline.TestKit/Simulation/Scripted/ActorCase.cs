using ActorPipeline.Actors;
using ActorPipeline.Plan;
using ActorPipeline.Sharding;
using ActorPipeline.TestKit.Simulation.Naive;

namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What is particular to a pipeline of actors, drawn from a seed; and what must come of it.</summary>
/// <param name="Traits">What its actors do.</param>
/// <param name="Accounts">What the client has to tell.</param>
/// <param name="States">By key, what actors know in the end, and how many messages they have put aside.</param>
internal sealed record ActorCase(
    Traits Traits, IReadOnlyList<Account> Accounts, IReadOnlyDictionary<string, (Known State, int Aside)> States)
{
    private const int NoMessageEvery = 40;

    private static readonly TimeSpan Never = TimeSpan.FromDays(10_000);

    /// <summary>Draws records, a plan and a client.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="nodes">How many nodes run it.</param>
    /// <param name="create">Makes the actor.</param>
    public static RandomPipeline Draw(Random random, int nodes, Func<Traits, ScriptedActor> create)
    {
        var (hasTime, hasKeyPerPartition) = (random.Next(8) > 0, random.Next(2) == 0);
        var partitionCount = random.Next(2) == 0 ? 1 : random.Next(2, 4);
        var traits = Traits.Draw(random, partitionCount, hasTime, hasKeyPerPartition);
        var (outOfOrderUs, hasWhere) = (hasTime ? random.Next(1_500) : -1, random.Next(4) == 0);
        var engine = random.Next(3) == 0
            ? EngineVariation.Draw(new EngineOptions(), random)
            : Plans.Tiny with { LoopThreads = random.Next(1, 4), IngestThreads = random.Next(1, 3) };
        var plan = Plans.Of(
            new WindowSpec.Global(), ["k"], [], outOfOrderUs, where: hasWhere ? "g is null or g != 2" : null,
            shards: random.Next(1, 6), engine: engine with
            {
                MailboxSize = random.Next(2) == 0 ? 10_000 : random.Next(1, 4),
                PassivateAfter = random.Next(2) * TimeSpan.FromMilliseconds(random.Next(1, 50)),
                RetainEvents = random.Next(3) == 0,
            });
        plan = plan with
        {
            Actor = new ActorSpec<Told, Happened, Known>(create(traits), Plans.Schema),
            EventTime = plan.EventTime is { } time ? time with { IdleTimeout = Never } : null,
        };
        var partitions = Partitions(random, partitionCount, hasKeyPerPartition, traits.Deeds());
        return Expect(
            plan, nodes, partitions, traits, hasWhere ? r => r.G != 2 : _ => true, DrawAccounts(random, traits));
    }

    private static List<List<TestRecord>> Partitions(
        Random random, int count, bool hasKeyPerPartition, Deed[] deeds)
    {
        var generator = new RecordGenerator(random) { Keys = random.Next(1, 10) };
        var (partitions, number) = (new List<List<TestRecord>>(), 0);
        for (var i = 0; i < count; i++)
        {
            partitions.Add([.. generator.Make(random.Next(160)).Select(r => r.Broken is not null ? r : r with
            {
                K = hasKeyPerPartition ? $"{i}-{r.K}" : r.K,
                S = random.Next(NoMessageEvery) == 0
                    ? ActorReference.NoMessage
                    : new Told(deeds[random.Next(deeds.Length)], number++, random.Next(-300, 3_000)).ToString(),
            })]);
        }

        return partitions;
    }

    /// <summary>Some actors are the client's own, others have records too.</summary>
    private static List<Account> DrawAccounts(Random random, Traits traits)
    {
        var accounts = new List<Account>();
        for (var i = random.Next(4); i >= 0; i--)
        {
            var key = traits.AreSharedWithClients && random.Next(2) == 0 ? $"key-{i}" : $"client-{i}";
            accounts.Add(new Account(key, [.. random.GetItems([1L, 10L, 100L, 1_000L], random.Next(12))]));
        }

        return accounts;
    }

    private static RandomPipeline Expect(
        PipelinePlan plan, int nodes, List<List<TestRecord>> partitions, Traits traits, Func<TestRecord, bool> where,
        List<Account> accounts)
    {
        var judged = new Reference(plan, ["k"], [], where);
        for (var i = 0; i < partitions.Count; i++)
        {
            judged.Read(i, partitions[i]);
        }

        var reference = new ActorReference(traits);
        judged.Applied.ForEach(reference.Take);
        foreach (var account in accounts)
        {
            for (var i = 0; i < account.Amounts.Count; i++)
            {
                reference.Ask(account.Key, i, account.Amounts[i]);
            }
        }

        reference.End(partitions.SelectMany(p => p).Where(r => r.Broken is null).Max(r => r.T) ?? long.MinValue);
        var died = reference.Dead.Count(d => d.Partition >= 0);
        return new RandomPipeline(plan, nodes, $"actors ({traits})", partitions)
        {
            Results = reference.Rows,
            Dead = [.. judged.Dead.Concat(reference.Dead).Order()],
            Counters = new PipelineCounters(
                judged.In, judged.Applied.Count - died, judged.Filtered, judged.Dead.Count + died,
                reference.Rows.Count),
            Actors = new ActorCase(traits, accounts, reference.States()),
        };
    }
}
