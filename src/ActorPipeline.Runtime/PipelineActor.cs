using ActorPipeline.Decoding;
using ActorPipeline.Routing;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorPipeline.Runtime;

/// <summary>
/// A pipeline on a node: the whole topology of its actors, how a run opens, and how it ends, stage by stage in the
/// order in which records flow.
/// <code>
/// source partitions -> ingest graphs -> shards -> journal
///        \ ingest (turns, batches) /        \---> sinks
/// </code>
/// It opens so: the journal's named values are read, the source is opened, every shard is claimed and rebuilt, the
/// sinks are opened and deliver what they have not got, the shards begin. The first failure ends the run.
/// </summary>
internal sealed class PipelineActor : EngineActor
{
    private readonly PipelineParts _parts;
    private readonly Recovered?[] _recovered;
    private IActorRef _journal = ActorRefs.Nobody;
    private PipelineValues _values = null!;
    private IReadOnlyList<IActorRef> _shards = [];
    private IReadOnlyList<IActorRef> _sinks = [];
    private IActorRef _ingest = ActorRefs.Nobody;
    private IShardLog? _links;
    private SinkException? _refusal;
    private int _missing;
    private bool _isStopAsked;

    public PipelineActor(PipelineParts parts)
        : base(parts.Run)
    {
        (_parts, _recovered) = (parts, new Recovered?[parts.Plan.ShardCount]);
    }

    /// <summary>Sources and sinks block while they are opened.</summary>
    public static Props Props(PipelineParts parts) =>
        Akka.Actor.Props.Create<PipelineActor>(parts).WithDispatcher(Dispatchers.Blocking);

    protected override void Start()
    {
        var services = _parts.Services;
        _journal = Context.ActorOf(
            services.CreateJournal?.Invoke(Context.System)
                ?? JournalAdapter.Props(services.Journal!, _parts.Plan.ShardCount, () => Run.IsOver),
            "journal");
        _values = new PipelineValues(_parts, _journal);
        _values.Read();
    }

    /// <summary>Until the journal's values are there.</summary>
    protected override void Handle(object message)
    {
        _isStopAsked |= message is Stop;
        if (_values.Take(message))
        {
            Become(Recovering);
            if (_values.Open())
            {
                RecoverShards();
            }
        }
    }

    /// <summary>
    /// A run ends with the first failure: what is committed is intact, and the next run goes on from there.
    /// </summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(
        failure =>
        {
            Run.Fail(failure);
            return Directive.Stop;
        },
        loggingEnabled: false);

    private void Recovering(object message)
    {
        _isStopAsked |= message is Stop;
        if (message is not Recovered recovered)
        {
            if (_values.Take(message))
            {
                RecoverShards();
            }

            return;
        }

        _recovered[recovered.Shard.Value] = recovered;
        if (--_missing == 0)
        {
            Become(Opening);
            OpenAll();
        }
    }

    private void OpenAll()
    {
        try
        {
            OpenSinks();
        }
        catch (SinkException refusal) when (!refusal.IsTransient)
        {
            Doubt(refusal);
            return;
        }

        OpenIngest();
        if (_values.KeepPlan())
        {
            BeginShards();
        }
    }

    /// <summary>A target that is not what the journal says may be a new owner's: asks whose the shards are.</summary>
    private void Doubt(SinkException refusal)
    {
        (_missing, _refusal) = (_shards.Count, refusal);
        Become(Doubting);
        foreach (var recovered in _recovered)
        {
            _journal.Tell(new JournalProtocol.ReadHead(recovered!.Shard, recovered.Epoch));
        }
    }

    private void Doubting(object message)
    {
        switch (message)
        {
            case JournalProtocol.Fenced fenced:
                throw Shard.TakenOver(fenced.Shard, fenced.Epoch);
            case JournalProtocol.Head or JournalProtocol.Failed when --_missing == 0:
                throw _refusal!;
            default:
                break;
        }
    }

    private void Opening(object message)
    {
        _isStopAsked |= message is Stop;
        if (message is SinkReady)
        {
            if (--_missing == 0)
            {
                Become(Running);
                TellAll(_shards, SinksReady.Instance);
                Run.SetOpened();
                if (_isStopAsked)
                {
                    Self.Tell(Stop.Instance);
                }
            }
        }
        else if (_values.Take(message))
        {
            BeginShards();
        }
    }

    private void Running(object message)
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
            case Drained when --_missing == 0:
                OnDrained();
                break;
            default:
                break;
        }
    }

    private void RecoverShards()
    {
        _missing = _recovered.Length;
        var (name, partitions) = (_parts.Services.JournalName, _parts.Source!.Partitions.Count);
        _shards = [.. _recovered.Select((_, i) => Context.ActorOf(
            ShardActor.Props(new ShardPlace(_journal, name, partitions, _parts, i)), $"shard-{i}"))];
    }

    private void OpenSinks()
    {
        var (parts, flushInterval) = (_parts, _parts.Plan.Engine.SinkFlushInterval);
        foreach (var sink in (ReadOnlySpan<SinkDriver>)[parts.Results!, parts.DeadLetters!])
        {
            sink.Resume([.. _recovered.Select(r => r!.Sinks[(int)sink.Kind])]);
            sink.Open(shard => _recovered[shard]!.Sequence);
        }

        _sinks =
        [
            Context.ActorOf(
                SinkActor.Props(
                    parts.Results!, parts.ResultsGauge, draft => draft.Results.Batch, _journal, flushInterval, Run),
                "results"),
            Context.ActorOf(
                SinkActor.Props(
                    parts.DeadLetters!, parts.DeadLettersGauge, draft => draft.DeadLetters.Batch, _journal,
                    flushInterval, Run),
                "dead-letters"),
        ];
    }

    private void OpenIngest()
    {
        var (parts, source) = (_parts, _parts.Source!);
        IShardLog links = new ShardLinks(_shards);
        _links = parts.Services.WrapShardLog?.Invoke(links) ?? links;
        parts.Board = new PartitionBoard(parts.Plan, source.Partitions, _links, parts.Services.Time);
        parts.Board.Resume([.. _recovered.Select(r => r!.Head)], source.CanReplay);
        var epoch = 0L;
        foreach (var partition in parts.Board.Partitions)
        {
            partition.Source.Seek(partition.Position);
            epoch = Math.Max(epoch, _recovered.Max(r => r!.Head.Partitions[partition.Id.Value].IngestEpoch) + 1);
        }

        _ingest = Context.ActorOf(
            IngestActor.Props(
                parts.Board, parts.Pool, parts.Services.Time, epoch, parts.Plan.Engine.IngestThreads, Run),
            "ingest");
    }

    private void BeginShards()
    {
        var engine = _parts.Plan.Engine;
        var settings = new ShardSettings(
            _ingest, _sinks[0], _sinks[1], _parts.Services.Time, engine.CommitInterval,
            ShardSettings.LookEvery(engine.PassivateAfter));
        TellAll(_shards, new Serve(settings));
        for (var i = 0; i < _shards.Count; i++)
        {
            _parts.Gates[i].Open(_shards[i]);
        }

        _missing = _sinks.Count;
        TellAll(_sinks, new Redeliver([.. _shards.Zip(_recovered, (shard, r) => (shard, r!.Epoch))]));
    }

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
        _missing = _shards.Count;
        TellAll(_shards, Drain.Instance);
    }

    private void OnDrained()
    {
        if (Run.Phase == RunPhase.DrainingShards)
        {
            Run.Phase = RunPhase.DrainingSinks;
            _missing = _sinks.Count;
            TellAll(_sinks, Drain.Instance);
        }
        else
        {
            Run.Phase = RunPhase.Done;
        }
    }

    private static void TellAll(IReadOnlyList<IActorRef> actors, object message)
    {
        foreach (var actor in actors)
        {
            actor.Tell(message);
        }
    }
}
