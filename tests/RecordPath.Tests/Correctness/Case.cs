using ActorPipeline.Emission;
using ActorPipeline.Hosting;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using RecordPath.Tests.Harness;

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
        Assert.True(reference.Dead.Order().SequenceEqual(dead), because + ": other dead letters, "
            + string.Join(' ', reference.Dead.Except(dead).Take(3)) + " / " + string.Join(' ', dead.Except(reference.Dead).Take(3)));
        RowComparison.AssertSame(
            reference.Results(), world.Results.Rows.Select(r => r.Values),
            _key.Length + (Plan.Window is WindowSpec.Global ? 0 : 2), because);
        var expected = new PipelineCounters(
            reference.In, reference.Applied.Count, reference.Filtered, reference.Dead.Count, world.Results.Rows.Count);
        Assert.Equal(expected, status.Counters);
        Assert.True(status.Counters.IsBalanced);
    }
}
