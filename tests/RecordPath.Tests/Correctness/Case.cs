using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Sharding;
using ActorPipeline.TestKit.InMemory;
using ActorPipeline.TestKit.Simulation.Naive;
using ActorPipeline.TestKit.Stepping;

namespace RecordPath.Tests.Correctness;

/// <summary>A plan with made-up input, for the engine and for the naive program.</summary>
internal sealed class Case
{
    private readonly string[] _key;
    private readonly IReadOnlyList<ReferenceAggregate> _aggregates;
    private readonly Func<TestRecord, bool>? _where;

    public Case(
        PipelinePlan plan,
        string[] key,
        IReadOnlyList<ReferenceAggregate> aggregates,
        IReadOnlyList<List<TestRecord>> partitions,
        Func<TestRecord, bool>? where = null)
    {
        (Plan, _key, _aggregates, Partitions, _where) = (plan, key, aggregates, partitions, where);
    }

    public PipelinePlan Plan { get; set; }

    public IReadOnlyList<List<TestRecord>> Partitions { get; }

    /// <summary>A case with one aggregate or a few, and tiny sizes.</summary>
    public static Case Make(string window, Random random, int keys, int records)
    {
        var aggregates = random.GetItems([.. ReferenceAggregate.All], 3);
        var plan = Plans.Of(
            WindowKinds.Of(window), ["k"], [.. aggregates.Select(a => a.Text)], random.Next(1_500),
            random.Next(2) * random.Next(3_000), shards: 1 + random.Next(4),
            engine: Plans.Tiny with { LoopThreads = 1 + random.Next(3), IngestThreads = 1 + random.Next(2) });
        var generator = new RecordGenerator(random) { Keys = keys, StepUs = keys > 1_000 ? 3 : 100 };
        return new Case(
            plan,
            ["k"],
            aggregates,
            Enumerable.Range(0, 1 + random.Next(3)).Select(_ => generator.Make(records)).ToList());
    }

    /// <summary>Makes a world with this case's input.</summary>
    public World MakeWorld(int seed, bool positionsAreOffsets = true)
    {
        var random = new Random(seed);
        return new World(Plan, seed, [.. Partitions.Select(records => new MemoryInput(records.Select(r => r.ToString()))
        {
            MaxBatchRows = 1 + random.Next(60), MaxRecordBytes = 800, PositionsAreOffsets = positionsAreOffsets,
            IdleShare = 0.1,
        })]);
    }

    /// <summary>Asserts that what a world has in the end is what the naive program says.</summary>
    public void Check(World world, PipelineStatus status, string because)
    {
        var reference = new Reference(Plan, _key, _aggregates, _where);
        for (var partition = 0; partition < Partitions.Count; partition++)
        {
            reference.Read(partition, Partitions[partition]);
        }

        var dead = world.DeadLetters.Rows.Select(r => (
            Partition: (int)(long)r.Values[DeadLetterSchema.Partition]!,
            Index: world.Inputs[(int)(long)r.Values[DeadLetterSchema.Partition]!]
                .LineAt((long)r.Values[DeadLetterSchema.Position]!),
            Reason: (DeadReason)(long)r.Values[DeadLetterSchema.Reason]!)).Order().ToArray();
        if (!reference.Dead.Order().SequenceEqual(dead))
        {
            Assert.Fail(because + ": other dead letters, "
                + string.Join(' ', reference.Dead.Except(dead).Take(3)) + " / "
                + string.Join(' ', dead.Except(reference.Dead).Take(3)));
        }

        RowComparison.AssertSame(
            reference.Results(), world.Results.Rows.Select(r => r.Values),
            _key.Length + (Plan.Window is WindowSpec.Global ? 0 : 2), because);
        var expected = new PipelineCounters(
            reference.In, reference.Applied.Count, reference.Filtered, reference.Dead.Count, world.Results.Rows.Count);
        Assert.Equal(expected, status.Counters);
        Assert.True(status.Counters.IsBalanced);
    }
}
