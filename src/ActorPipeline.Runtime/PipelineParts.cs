using ActorPipeline.Events;
using ActorPipeline.Plan;
using ActorPipeline.Runtime.Commits;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;
using ActorPipeline.Sources;

namespace ActorPipeline.Runtime;

/// <summary>
/// What the actors of a run are made of. The pipeline's actor adds, while it opens, what depends on the journal;
/// whoever looks from outside waits for <see cref="RunMonitor.Opened"/>.
/// </summary>
internal sealed class PipelineParts : IDisposable
{
    public PipelineParts(PipelinePlan plan, PipelineServices services)
    {
        (Plan, Services, Meter) = (plan, services, new CommitMeter(services.Time));
        Gates = [.. Enumerable.Range(0, plan.ShardCount).Select(_ => new RequestGate(plan.Engine.MailboxSize))];
        ShardGauges = [.. Gates.Select(_ => new ShardGauge())];
    }

    public PipelinePlan Plan { get; }

    public PipelineServices Services { get; }

    public RunMonitor Run { get; } = new();

    public CommitMeter Meter { get; }

    public CommitNotice Committed { get; } = new();

    public SinkGauge ResultsGauge { get; } = new();

    public SinkGauge DeadLettersGauge { get; } = new();

    public IReadOnlyList<RequestGate> Gates { get; }

    public IReadOnlyList<ShardGauge> ShardGauges { get; }

    /// <summary>The source, once it is open.</summary>
    public ISource? Source { get; set; }

    public IReadOnlyList<ShardDriver> Shards { get; private set; } = [];

    public SinkDriver? Results { get; private set; }

    public SinkDriver? DeadLetters { get; private set; }

    public PartitionBoard Board { get; set; } = null!;

    public BatchPool Pool { get; private set; } = null!;

    /// <summary>
    /// Whether all that was read is applied, committed and delivered, so far as the actors have come with their
    /// messages.
    /// </summary>
    public bool IsQuiet => Pool.InUse == 0 && Meter.Waiting == 0 && ResultsGauge.IsQuiet && DeadLettersGauge.IsQuiet
        && ShardGauges.All(s => s.IsQuiet);

    /// <summary>Makes what depends on the journal's history of plans, and on the source.</summary>
    public void Make(StateHistory history)
    {
        var names = Source!.Partitions.Select(p => p.Name).ToArray();
        Pool = new BatchPool(Plan, EventLayout.Of(Plan));
        Results = SinkDriver.OfResults(Plan, Services, version => history[version].ResultSchema);
        DeadLetters = SinkDriver.OfDeadLetters(Plan, Services, names);
        Shards = [.. Gates.Select((_, i) => MakeShard(new Records.ShardId(i), history))];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Source?.Dispose();
        Results?.Dispose();
        DeadLetters?.Dispose();
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

    private ShardDriver MakeShard(Records.ShardId id, StateHistory history)
    {
        var pages = new PageInbox(id);
        return new ShardDriver(
            new Shard(id, Plan, history.Current, () => Services.CreateProgram(Plan, history), pages), pages);
    }
}
