using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Sharding;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Simulation.Scripted;

namespace ActorPipeline.TestKit.Simulation;

/// <summary>A pipeline, its input and the number of its nodes, drawn from a seed; and what must come of it.</summary>
internal sealed class RandomPipeline
{
    private static readonly int[] _nodes = [1, 2, 2, 3, 3, 4];

    private static readonly string[][] _keys = [["k"], ["k", "g"], ["g"], ["m"], []];

    /// <summary>Every so many seeds the pipeline has actors, the others have windows.</summary>
    private const int SeedsPerActors = 3;

    public RandomPipeline(PipelinePlan plan, int nodes, string window, IReadOnlyList<List<TestRecord>> partitions) =>
        (Plan, Nodes, Window, Partitions) = (plan, nodes, window, partitions);

    public PipelinePlan Plan { get; }

    public int Nodes { get; }

    public IReadOnlyList<List<TestRecord>> Partitions { get; }

    /// <summary>Number of leading result columns that identify a row.</summary>
    public int KeyColumns => Plan.Actor is not null
        ? Plan.ResultColumns.Count
        : Plan.Key.Count + (Plan.Window is WindowSpec.Global ? 0 : 2);

    /// <summary>All result rows.</summary>
    public required IReadOnlyList<object?[]> Results { get; init; }

    /// <summary>All dead letters: partition, number of the record in it, reason.</summary>
    public required IReadOnlyList<(int Partition, int Index, DeadReason Reason)> Dead { get; init; }

    /// <summary>The counters at the end.</summary>
    public required PipelineCounters Counters { get; init; }

    /// <summary>What is particular to a pipeline of actors; null for windows.</summary>
    public ActorCase? Actors { get; init; }

    private string Window { get; }

    /// <param name="seed">What to draw from.</param>
    /// <param name="createActor">Makes the actor, where the pipeline has any; null for the usual one.</param>
    public static RandomPipeline Draw(int seed, Func<Traits, ScriptedActor>? createActor = null)
    {
        var random = new Random(seed);
        return seed % SeedsPerActors == 0
            ? ActorCase.Draw(
                random, _nodes[random.Next(_nodes.Length)], createActor ?? (traits => new ScriptedActor(traits)))
            : DrawWindows(random);
    }

    private static RandomPipeline DrawWindows(Random random)
    {
        var kind = WindowKinds.Kinds[random.Next(WindowKinds.Kinds.Count)];
        var key = _keys[random.Next(_keys.Length)];
        var aggregates = random.GetItems([.. ReferenceAggregate.All], random.Next(1, 5));
        var hasWhere = random.Next(3) == 0;
        var hasTime = kind != "global" || random.Next(2) == 0;
        var plan = Plans.Of(
            WindowKinds.Of(kind), key, [.. aggregates.Select(a => a.Text)],
            outOfOrderUs: hasTime ? random.Next(1_500) : -1,
            latenessUs: random.Next(2) * random.Next(3_000),
            where: hasWhere ? "g is null or g != 2" : null,
            shards: random.Next(1, 7),
            engine: random.Next(3) == 0
                ? EngineVariation.Draw(new EngineOptions(), random)
                : Plans.Tiny with { LoopThreads = random.Next(1, 4), IngestThreads = random.Next(1, 3) });

        // No clock that jumps may declare a partition idle: then results would depend on when that was.
        plan = plan with { EventTime = plan.EventTime is { } time ? time with { IdleTimeout = Never } : null };
        var generator = new RecordGenerator(random) { Keys = random.Next(1, 30) };
        var partitions = Enumerable.Range(0, random.Next(1, 4)).Select(_ => generator.Make(random.Next(160))).ToList();
        var reference = new Reference(plan, key, aggregates, hasWhere ? r => r.G != 2 : null);
        for (var i = 0; i < partitions.Count; i++)
        {
            reference.Read(i, partitions[i]);
        }

        var results = reference.Results();
        return new RandomPipeline(plan, _nodes[random.Next(_nodes.Length)], kind, partitions)
        {
            Results = results,
            Dead = [.. reference.Dead.Order()],
            Counters = new PipelineCounters(
                reference.In, reference.Applied.Count, reference.Filtered, reference.Dead.Count, results.Count),
        };
    }

    public override string ToString() =>
        $"{Window} by [{string.Join(", ", Plan.Key.Select(k => k.Name))}], {Plan.Aggregates.Count} aggregates, "
        + (Actors is { } actors ? $"{actors.Accounts.Sum(a => a.Amounts.Count)} asks, " : "")
        + $"{Partitions.Count} partitions with {Partitions.Sum(p => p.Count)} records, {Plan.ShardCount} shards, "
        + $"{Plan.Engine.LoopThreads} loops, {Nodes} nodes";

    private static readonly TimeSpan Never = TimeSpan.FromDays(10_000);
}
