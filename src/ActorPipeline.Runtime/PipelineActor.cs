using ActorPipeline.Decoding;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Commits;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime;

/// <summary>
/// A pipeline on a node: the whole topology of its actors, and how a run ends, stage by stage in the order in which
/// records flow.
/// <code>
/// source partitions -> ingest graphs -> shards -> journal
///        \ ingest (turns, batches) /        \---> sinks
/// </code>
/// </summary>
internal sealed class PipelineActor : EngineActor
{
    private readonly PipelineParts _parts;
    private IReadOnlyList<IActorRef> _shards = [];
    private IReadOnlyList<IActorRef> _sinks = [];
    private IActorRef _ingest = ActorRefs.Nobody;
    private IShardLog? _links;
    private int _undrained;

    public PipelineActor(PipelineParts parts)
        : base(parts.Run)
    {
        _parts = parts;
    }

    public static Props Props(PipelineParts parts) => Akka.Actor.Props.Create<PipelineActor>(parts);

    protected override void Start()
    {
        var (parts, engine) = (_parts, _parts.Plan.Engine);
        var journal = Context.ActorOf(
            JournalActor.Props(parts.Journal, parts.Meter, parts.Committed, parts.Time, Run), "journal");
        var results = Context.ActorOf(
            SinkActor.Props(
                parts.Results, parts.ResultsGauge, draft => draft.Results.Batch, journal, engine.SinkFlushInterval,
                Run),
            "results");
        var deadLetters = Context.ActorOf(
            SinkActor.Props(
                parts.DeadLetters, parts.DeadLettersGauge, draft => draft.DeadLetters.Batch, journal,
                engine.SinkFlushInterval, Run),
            "dead-letters");
        _sinks = [results, deadLetters];
        _ingest = Context.ActorOf(
            IngestActor.Props(
                parts.Board, parts.Pool, parts.Time, parts.IngestEpoch, engine.IngestThreads, Run),
            "ingest");

        var settings = new ShardSettings(
            _ingest, journal, parts.Journal, results, deadLetters, parts.Time, engine.CommitInterval,
            ShardSettings.LookEvery(engine.PassivateAfter));
        _shards = [.. parts.Shards.Select((shard, i) => Context.ActorOf(
            ShardActor.Props(shard, parts.ShardGauges[i], parts.Gates[i], settings, Run), $"shard-{i}"))];
        for (var i = 0; i < _shards.Count; i++)
        {
            parts.Gates[i].Open(_shards[i]);
        }

        IShardLog links = new ShardLinks(_shards);
        _links = parts.WrapLinks?.Invoke(links) ?? links;
        parts.LateLinks.Connect(_links);
    }

    protected override void Handle(object message)
    {
        switch (message)
        {
            case Begin:
                RunIngest();
                break;
            case Stop when Run.Phase == RunPhase.Running:
                Run.Phase = RunPhase.Stopping;
                _ingest.Tell(StopReading.Instance);
                break;
            case InputRead:
                TellAll(_shards, Hurry.Instance);
                break;
            case ReadingEnded:
                DrainShards();
                break;
            case Drained when --_undrained == 0:
                OnDrained();
                break;
            default:
                break;
        }
    }

    /// <summary>A run ends with the first failure: what is committed is intact, and the next run goes on from there.</summary>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(static _ => Directive.Stop, loggingEnabled: false);

    /// <summary>
    /// An ingest graph for each source partition, whose element is a batch: read, decode, route, hand to the shards.
    /// </summary>
    private void RunIngest()
    {
        var plan = _parts.Plan;
        var materializer = Context.Materializer(
            ActorMaterializerSettings.Create(Context.System).WithDispatcher(Dispatchers.Ingest), "ingest");
        foreach (var partition in _parts.Board.Partitions)
        {
            var (decoder, router) = (DecoderFactory.Create(plan.Decoder), new Router(plan));
            Source.FromGraph(new BatchSource(partition.Id, partition.Source, _ingest))
                .Select(batch => batch.Decode(decoder))
                .Select(batch => batch.Route(router))
                .To(new LinksSink(_links!, _ingest, Run))
                .Run(materializer);
        }
    }

    private void DrainShards()
    {
        Run.Phase = RunPhase.DrainingShards;
        _parts.CloseGates();
        _undrained = _shards.Count;
        TellAll(_shards, Drain.Instance);
    }

    private void OnDrained()
    {
        if (Run.Phase == RunPhase.DrainingShards)
        {
            Run.Phase = RunPhase.DrainingSinks;
            _undrained = _sinks.Count;
            TellAll(_sinks, Drain.Instance);
        }
        else
        {
            Run.Phase = RunPhase.Done;
        }
    }

    private void TellAll(IReadOnlyList<IActorRef> actors, object message)
    {
        foreach (var actor in actors)
        {
            actor.Tell(message);
        }
    }
}
