using System.Buffers.Binary;
using ActorPipeline.Actors;
using ActorPipeline.Records;
using ActorPipeline.Routing;

namespace ActorPipeline.Sharding;

/// <summary>What became of records, counted once each.</summary>
internal sealed partial class Shard
{
    /// <summary>Counts what a program made of records, and takes those that it refused out.</summary>
    private void Count(CommitDraft draft, ShardOutput output, RoutedBatch? batch)
    {
        var (refused, died) = (output.Refused.Count, output.Died);
        if (batch is null)
        {
            _head.Counters += new PipelineCounters(0, -died, 0, died, 0);
            return;
        }

        _rejected.Clear();
        foreach (var refusal in output.Refused)
        {
            AddDead(draft, batch.Records, _body.Loader.RowOf(refusal.Message), refusal.Reason, refusal.Detail);
            _rejected.Add(refusal.Message);
        }

        _head.Counters += new PipelineCounters(0, _body.Events.Count - refused - died, 0, refused + died, 0);
        if (refused > 0)
        {
            _body.Events.Remove(_rejected);
        }
    }

    private static void AddDead(
        CommitDraft draft, RecordBatch records, int row, DeadReason reason, string detail) =>
        draft.DeadLetters.Add(records.Partition, records.PositionOf(row), reason, detail, records.RowBytes(row));

    /// <summary>
    /// Counts what came in, was filtered or died before it reached a shard, between two positions: exactly once,
    /// because it is done by one shard, in the commit that moves that shard's position past it.
    /// </summary>
    private void CountAtHome(RoutedBatch batch, long from, long to, CommitDraft draft)
    {
        var records = batch.Records;
        var (total, filtered, dead) = (records.RowCount, records.FilteredCount, 0);
        if (records.From < from || to < records.To)
        {
            (total, filtered) = (0, 0);
            for (var row = 0; row < records.RowCount; row++)
            {
                var isNew = records.PositionOf(row) >= from && records.PositionOf(row) < to;
                total += isNew ? 1 : 0;
                filtered += isNew && records.Status[row] == RowStatus.Filtered ? 1 : 0;
            }
        }

        foreach (var letter in records.DeadRows)
        {
            var position = records.PositionOf(letter.Row);
            if (position >= from && position < to)
            {
                dead++;
                AddDead(draft, records, letter.Row, letter.Reason, letter.Detail);
            }
        }

        _head.Counters += new PipelineCounters(total, 0, filtered, dead, 0);
    }

    private bool IsHomeOf(PartitionId partition)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, partition.Value);
        return KeyHash.ShardOf(KeyHash.Compute(bytes), _plan.ShardCount) == Id.Value;
    }
}
