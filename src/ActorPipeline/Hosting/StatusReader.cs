using ActorPipeline.Plan;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;

namespace ActorPipeline.Hosting;

/// <summary>
/// Gathers a status from the stops. Reads of shards' counters race with their loops and may be a batch old.
/// </summary>
internal static class StatusReader
{
    public static PipelineStatus Read(
        RunState run,
        IReadOnlyList<Shard> shards,
        PartitionBoard board,
        BatchPool pool,
        JournalStep journal,
        OutboxStep outbox,
        IReadOnlyList<LoopStep> loops,
        PipelinePlan plan)
    {
        var (counters, keys, watermark) = (default(PipelineCounters), 0L, long.MaxValue);
        foreach (var shard in shards)
        {
            counters += shard.Head.Counters;
            keys += shard.ActorCount;
            watermark = Math.Min(watermark, shard.Head.WatermarkUs);
        }

        var newest = board.Partitions.Count == 0 ? Router.NoWatermarkUs : board.Partitions.Max(p => p.WatermarkUs);
        var hasTime = watermark > Router.NoWatermarkUs && plan.EventTime is not null;
        var (commits, bytes) = journal.Meter.Totals;
        return new PipelineStatus
        {
            Phase = PhaseName(run),
            WaitingFor = run.WaitingFor,
            RecordsRead = run.RecordsRead,
            BytesRead = run.BytesRead,
            BytesLeft = BytesLeft(board),
            Counters = counters,
            DeadThisRun = run.DeadByReason,
            WatermarkUs = hasTime ? watermark : null,
            WatermarkLagUs = hasTime ? newest + plan.EventTime!.OutOfOrderUs - watermark : null,
            Keys = keys,
            Queues =
            [
                ("batches", pool.InUse, pool.Capacity),
                .. loops.Select(l => (l.Name, l.Queue.Count, pool.Capacity)),
                ("journal", journal.Queue.Count, journal.Queue.Capacity),
                ("outbox", outbox.Queue.Count, outbox.Queue.Capacity),
            ],
            Commits = commits,
            Journal = bytes,
        };
    }

    private static string PhaseName(RunState run) => run.Phase switch
    {
        RunPhase.Running when run.IsStopping => "stopping",
        RunPhase.Running => "running",
        RunPhase.Done => "done",
        _ => "draining",
    };

    private static long? BytesLeft(PartitionBoard board)
    {
        var total = 0L;
        foreach (var partition in board.Partitions)
        {
            if (partition.Source.BytesLeft is not { } left)
            {
                return null;
            }

            total += left;
        }

        return total;
    }
}
