using ActorPipeline.Routing;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>
/// Gathers a status from the gauges of the actors. They are read while the actors write them, and may be a batch old.
/// </summary>
internal static class StatusReader
{
    public static PipelineStatus Read(PipelineParts parts)
    {
        var (run, plan) = (parts.Run, parts.Plan);
        var (counters, keys, watermark) = (default(PipelineCounters), 0L, long.MaxValue);
        foreach (var shard in parts.ShardGauges)
        {
            counters += shard.Counters;
            keys += shard.Keys;
            watermark = Math.Min(watermark, shard.WatermarkUs);
        }

        var partitions = parts.Board.Partitions;
        var newest = partitions.Count == 0 ? Router.NoWatermarkUs : partitions.Max(p => p.WatermarkUs);
        var hasTime = watermark > Router.NoWatermarkUs && plan.EventTime is not null;
        var (commits, bytes) = parts.Meter.Totals;
        var drafts = plan.ShardCount * Sharding.Shard.DraftCount;
        return new PipelineStatus
        {
            Phase = PhaseName(run.Phase),
            WaitingFor = run.WaitingFor,
            RecordsRead = run.RecordsRead,
            BytesRead = run.BytesRead,
            BytesLeft = BytesLeft(parts),
            Counters = counters,
            DeadThisRun = run.DeadByReason,
            WatermarkUs = hasTime ? watermark : null,
            WatermarkLagUs = hasTime ? newest + plan.EventTime!.OutOfOrderUs - watermark : null,
            Keys = keys,
            Queues =
            [
                ("batches", parts.Pool.InUse, parts.Pool.Capacity),
                ("shards", parts.ShardGauges.Max(s => s.Waiting), parts.Pool.Capacity),
                ("journal", parts.Meter.Waiting, drafts),
                ("results", parts.ResultsGauge.Waiting, drafts),
                ("dead letters", parts.DeadLettersGauge.Waiting, drafts),
            ],
            Commits = commits,
            Journal = bytes,
        };
    }

    private static string PhaseName(RunPhase phase) => phase switch
    {
        RunPhase.Running => "running",
        RunPhase.Stopping => "stopping",
        RunPhase.Done => "done",
        _ => "draining",
    };

    private static long? BytesLeft(PipelineParts parts)
    {
        var total = 0L;
        foreach (var partition in parts.Board.Partitions)
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
