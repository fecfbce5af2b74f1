using ActorPipeline.Emission;
using ActorPipeline.Records;
using ActorPipeline.Sinks;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Targets;

/// <summary>A node's connection to a <see cref="TableTarget"/>; a flush is a transaction.</summary>
internal sealed class TableSink(TableTarget target) : ISink
{
    private readonly List<(ShardId Shard, long Sequence, IReadOnlyList<SinkRow> Rows)> _written = [];

    public string Description => "table";

    public bool IsExactlyOnce => true;

    public SinkProgress Open(SinkProgress journaled) => new(target.Sequences, journaled.State);

    public void Write(ShardId shard, long sequence, ResultBatch rows) => _written.Add(
        (shard, sequence, [.. Enumerable.Range(0, rows.RowCount).Select(i => SinkRow.Of(shard, sequence, rows, i))]));

    public ReadOnlyMemory<byte> Flush()
    {
        target.Write(_written);
        _written.Clear();
        return "table"u8.ToArray();
    }

    public void Dispose()
    {
    }
}
