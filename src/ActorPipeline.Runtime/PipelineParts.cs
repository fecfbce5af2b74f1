using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Commits;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime;

/// <summary>What the actors of a run are made of: recovered, opened, and not yet running.</summary>
internal sealed class PipelineParts : IDisposable
{
    public required PipelinePlan Plan { get; init; }

    public required TimeProvider Time { get; init; }

    public required IJournal Journal { get; init; }

    public required IReadOnlyList<ShardDriver> Shards { get; init; }

    public required PartitionBoard Board { get; init; }

    /// <summary>The board's way to the shards, which comes into being after it.</summary>
    public required LateLinks LateLinks { get; init; }

    public required BatchPool Pool { get; init; }

    public required SinkDriver Results { get; init; }

    public required SinkDriver DeadLetters { get; init; }

    /// <summary>This run's number: above those of all former ones.</summary>
    public required long IngestEpoch { get; init; }

    /// <summary>Puts something before the links to the shards, such as faults; null for nothing.</summary>
    public Func<IShardLog, IShardLog>? WrapLinks { get; init; }

    public required IReadOnlyList<RequestGate> Gates { get; init; }

    public RunMonitor Run { get; } = new();

    public required CommitMeter Meter { get; init; }

    public CommitNotice Committed { get; } = new();

    public SinkGauge ResultsGauge { get; } = new();

    public SinkGauge DeadLettersGauge { get; } = new();

    public required IReadOnlyList<ShardGauge> ShardGauges { get; init; }

    /// <summary>
    /// Whether all that was read is applied, committed and delivered, so far as the actors have come with their messages.
    /// </summary>
    public bool IsQuiet => Pool.InUse == 0 && Meter.Waiting == 0 && ResultsGauge.IsQuiet && DeadLettersGauge.IsQuiet
        && ShardGauges.All(s => s.IsQuiet);

    /// <summary>Opens the sinks, and delivers what is committed and was not delivered.</summary>
    public void Open()
    {
        foreach (var sink in (ReadOnlySpan<SinkDriver>)[Results, DeadLetters])
        {
            sink.Epoch = Shards[0].Shard.Epoch;
            sink.Open(shard => Shards[shard].Shard.Sequence);
            sink.JournalFirstState();
            sink.Redeliver();
        }

        for (var i = 0; i < Shards.Count; i++)
        {
            ShardGauges[i].Show(Shards[i]);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Results.Dispose();
        DeadLetters.Dispose();
    }

    /// <summary>Messages from inside the process are taken no more; those that are in are still handled.</summary>
    public void CloseGates()
    {
        foreach (var gate in Gates)
        {
            gate.Stop(new Actors.RegionClosedException(Plan.Name));
        }
    }

    /// <summary>Nobody will answer any more.</summary>
    public void Abandon()
    {
        foreach (var gate in Gates)
        {
            gate.Close(new Actors.RegionClosedException(Plan.Name));
        }
    }
}
