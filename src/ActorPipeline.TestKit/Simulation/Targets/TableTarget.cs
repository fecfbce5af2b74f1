using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Targets;

/// <summary>
/// A target that several nodes may write to at once, as a table of a database server is: rows and the last commit of
/// each shard change in one transaction, so a node that was taken over can only write what is there already.
/// </summary>
internal sealed class TableTarget(int shardCount, Func<ShardId, long> committed) : ITarget
{
    private readonly List<SinkRow> _rows = [];
    private readonly long[] _sequences = new long[shardCount];

    public IReadOnlyList<SinkRow> Rows => _rows;

    /// <summary>By shard, the last commit whose rows are in the table.</summary>
    public long[] Sequences => [.. _sequences];

    public ISink CreateSink() => new TableSink(this);

    public void Crash(Random random)
    {
    }

    /// <summary>One transaction: the rows of some commits, less those that are there.</summary>
    public void Write(IReadOnlyList<(ShardId Shard, long Sequence, IReadOnlyList<SinkRow> Rows)> commits)
    {
        foreach (var (shard, sequence, rows) in commits)
        {
            PipelineTestException.ThrowUnless(
                sequence <= committed(shard),
                $"the results of commit {sequence} of shard {shard} left before it happened");
            if (sequence > _sequences[shard.Value])
            {
                _rows.AddRange(rows);
                _sequences[shard.Value] = sequence;
            }
        }
    }
}
