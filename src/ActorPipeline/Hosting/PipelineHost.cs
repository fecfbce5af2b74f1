using System.Runtime.ExceptionServices;
using ActorPipeline.Actors;
using ActorPipeline.Decoding;
using ActorPipeline.Events;
using ActorPipeline.Journal;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.Routing;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using ActorPipeline.Sources;
using ActorPipeline.Streams;

namespace ActorPipeline.Hosting;

/// <summary>
/// Runs one pipeline in one process. Call order: <see cref="Open"/>, which recovers all shards and opens source and
/// sinks; <see cref="Run"/> once; dispose. <see cref="Status"/> may be asked by any thread at any time.
/// </summary>
public sealed class PipelineHost : IDisposable
{
    /// <summary>Name of the journal's value that holds the source's state.</summary>
    /// <summary>The name under which the journal keeps the source's own state.</summary>
    internal const string SourceValue = "source";

    private readonly PipelinePlan _plan;
    private readonly PipelineServices _services;
    private readonly RunState _run = new();
    private readonly Signal _supervisor = new();
    private readonly List<StepRunner> _runners = [];
    private readonly List<Shard> _shards = [];
    private readonly ISource _source;
    private readonly PartitionBoard _board;
    private readonly BatchPool _pool;
    private readonly JournalStep _journal;
    private readonly OutboxStep _outbox;
    private readonly IngestStep[] _ingest;
    private readonly LoopStep[] _loops;

    /// <summary>
    /// The whole record path:
    /// Source -> Decoder -> Router -> ShardLog -> Shard -> Actor -> Journal -> Outbox -> Sink.
    /// </summary>
    private PipelineHost(PipelinePlan plan, PipelineServices services, ISource source, StateHistory history)
    {
        (_plan, _services, _source) = (plan, services, source);
        var (engine, clock, layout) = (plan.Engine, services.Time, EventLayout.Of(plan));
        var loopCount = Math.Min(engine.LoopThreads, plan.ShardCount);
        var drafts = (plan.ShardCount * Shard.DraftCount) + 1;

        // Each batch, with what its partition says before and after it, and what partitions say of their end, twice.
        var entries = (4 * engine.BatchesInFlight) + (6 * source.Partitions.Count) + 8;

        _journal = new JournalStep(services.Journal, clock, _run, drafts);
        _loops = new LoopStep[loopCount];
        var ingestWakes = new List<Signal>();
        _pool = new BatchPool(plan, layout, ingestWakes);
        for (var i = 0; i < loopCount; i++)
        {
            _loops[i] = new LoopStep(
                i, _pool, _journal, engine, clock, _run, entries, new Signal(), plan.Actor is not null);
        }

        var loopOf = new Dictionary<Shard, LoopStep>();
        for (var i = 0; i < plan.ShardCount; i++)
        {
            var shard = new Shard(
                new ShardId(i), plan, history.Current, () => services.CreateProgram(plan, history), services.Journal);
            _shards.Add(shard);
            _loops[i % loopCount].Shards.Add(shard);
            loopOf.Add(shard, _loops[i % loopCount]);
        }

        IShardLog log = new LocalShardLog([.. _loops.Select(l => l.Queue)]);
        log = services.WrapShardLog?.Invoke(log) ?? log;
        _board = new PartitionBoard(plan, source.Partitions, log, clock);
        _ingest = new IngestStep[Math.Max(1, Math.Min(engine.IngestThreads, source.Partitions.Count))];
        for (var i = 0; i < _ingest.Length; i++)
        {
            var (decoder, router) = (DecoderFactory.Create(plan.Decoder), new Router(plan));
            _ingest[i] = new IngestStep(
                i,
                name => new BatchStage(name, _board, _pool, _run),
                batches => batches
                    .Select(batch => batch.Decode(decoder))
                    .Select(batch => batch.Route(router))
                    .To(Sink.ForEach<IngestBatch>(Append)),
                clock);
            ingestWakes.Add(_ingest[i].Wake);
        }

        var results = SinkDriver.OfResults(plan, services, version => history[version].ResultSchema);
        var names = source.Partitions.Select(p => p.Name).ToArray();
        var deadLetters = SinkDriver.OfDeadLetters(plan, services, names);
        _outbox = new OutboxStep(
            _shards, results, deadLetters, _journal, engine.SinkFlushInterval, clock, _run, drafts)
        {
            OnReturned = shard => loopOf[shard].Wake.Set(),
        };
        _journal.Outbox = _outbox;
    }

    /// <summary>Why the run failed; null when it did not.</summary>
    public Exception? Failure => _run.Failure ?? _run.InputFailure;

    /// <summary>The steps of the record path, in order; for tests that run them on one thread.</summary>
    internal IReadOnlyList<IStep> Steps => [.. _ingest, .. _loops, _journal, _outbox];

    /// <summary>Whether the input has come to its end, and the shards were told; for tests.</summary>
    internal bool IsInputEnded => _board.IsEnded;

    /// <summary>The shards; for tests that compare states.</summary>
    internal IReadOnlyList<Shard> Shards => _shards;

    /// <summary>A look at the run.</summary>
    public PipelineStatus Status => StatusReader.Read(
        _run, _shards, _board, _pool, _journal, _outbox, _loops, _plan);

    /// <summary>The actors, for messages from inside the process.</summary>
    /// <typeparam name="TMessage">What the plan's actor is told.</typeparam>
    /// <exception cref="InvalidOperationException">The plan has no actor, or one that is told other things.</exception>
    public ActorRegion<TMessage> Region<TMessage>()
        where TMessage : notnull => _plan.Actor?.MessageType == typeof(TMessage)
        ? new ActorRegion<TMessage>(_plan, [.. _loops.Select(l => l.Mailbox)], _services.Time)
        : throw new InvalidOperationException(
            $"pipeline '{_plan.Name}' has no actor that is told {typeof(TMessage).Name}");

    /// <summary>The events of the actors; subscribers are woken by this process's commits.</summary>
    /// <typeparam name="TEvent">What the plan's actor journals.</typeparam>
    /// <exception cref="InvalidOperationException">The plan has no actor with such events.</exception>
    public EventStore<TEvent> Events<TEvent>()
        where TEvent : notnull => new(_services.Journal, _plan, _services.Time, _journal.Committed);

    /// <summary>Commit latency at a share of commits, milliseconds: 0.5 for the median.</summary>
    public double CommitLatencyMs(double share) => _journal.Meter.LatencyMs(share);

    /// <summary>Opens everything: source, shards, sinks.</summary>
    /// <exception cref="SourceException">The input can't be opened, or is not where the journal left it.</exception>
    /// <exception cref="JournalException">The journal can't be read, or is damaged.</exception>
    /// <exception cref="SinkException">A target can't be opened, or is not what the journal says.</exception>
    public static PipelineHost Open(PipelinePlan plan, PipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(services);
        var journal = services.Journal;
        var saved = journal.ReadValue(SourceValue);
        var source = services.OpenSource is { } open
            ? open(plan, saved)
            : SourceFactory.Open(plan.Source, saved, services.Time);
        PipelineHost? host = null;
        try
        {
            journal.Keep(SourceValue, source.State.Span);
            host = new PipelineHost(plan, services, source, StateHistory.Open(journal, plan));
            host.Recover();

            // Only a plan whose source and sinks could be opened is worth remembering.
            journal.Keep(PlanIdentity.JournalValue, PlanIdentity.Of(plan).ToJson());
            return host;
        }
        catch
        {
            source.Dispose();
            host?._outbox.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs until the input ends, a stop is requested, or something fails that waiting does not heal.
    /// </summary>
    /// <param name="drain">Stop in order: take no more, apply, commit and deliver what is in flight.</param>
    /// <param name="abort">Stop at once; what is not committed is read again by the next run.</param>
    public RunOutcome Run(CancellationToken drain, CancellationToken abort)
    {
        foreach (var step in Steps)
        {
            var runner = new StepRunner(step, _run, _supervisor);
            _runners.Add(runner);
            runner.Start();
        }

        while (_run.Phase < RunPhase.Done && _run.Failure is null && !abort.IsCancellationRequested)
        {
            if (drain.IsCancellationRequested)
            {
                _run.IsStopping = true;
            }

            if (!TryAdvance(DrainedIn))
            {
                _supervisor.Wait(TimeSpan.FromMilliseconds(20));
            }
        }

        StopThreads();
        return Failure is not null || _run.Phase < RunPhase.Done ? RunOutcome.Failed
            : _board.IsEnded ? RunOutcome.Completed
            : RunOutcome.Stopped;

        bool DrainedIn(IStep step, RunPhase phase) => _runners.Find(r => r.Target == step)!.IsDrainedIn(phase);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        CloseMailboxes();
        _source.Dispose();
        _outbox.Dispose();
    }

    /// <summary>Moves to the next phase when the stops that the present one is about are drained.</summary>
    internal bool TryAdvance(Func<IStep, RunPhase, bool> isDrained)
    {
        var phase = _run.Phase;
        IReadOnlyList<IStep> stops = phase switch
        {
            RunPhase.Running => _ingest,
            RunPhase.DrainingLoops => _loops,
            RunPhase.DrainingJournal or RunPhase.Acknowledging => [_journal],
            RunPhase.DrainingOutbox => [_outbox],
            _ => [],
        };
        if (phase == RunPhase.Done || !stops.All(s => isDrained(s, phase)))
        {
            return false;
        }

        _run.Phase = phase + 1;
        if (phase == RunPhase.Running)
        {
            foreach (var loop in _loops)
            {
                loop.Mailbox.Stop(new RegionClosedException(_plan.Name));
            }
        }

        foreach (var step in Steps)
        {
            step.Wake.Set();
        }

        return true;
    }

    /// <summary>Asks ingest to take no more; for tests that run the steps themselves.</summary>
    internal void RequestStop() => _run.IsStopping = true;

    private void Recover()
    {
        var partitions = _board.Partitions.Count;
        foreach (var shard in _shards)
        {
            shard.Claim();
        }

        OpenShards(partitions);
        _board.Resume(_shards, _source.CanReplay);
        foreach (var partition in _board.Partitions)
        {
            partition.Source.Seek(partition.Position);
            var newest = _shards.Max(s => s.Head.Partitions[partition.Id.Value].IngestEpoch);
            _run.IngestEpoch = Math.Max(_run.IngestEpoch, newest + 1);
        }

        _outbox.Open();
    }

    /// <summary>The end of an ingest graph: a batch goes to all shards.</summary>
    private void Append(IngestBatch element)
    {
        var records = element.Batch.Records;
        _run.CountRead(records.RowCount, records.ByteCount);
        _board.EndBatch(element.Partition, element.Batch);
    }

    private void OpenShards(int partitions)
    {
        try
        {
            Parallel.ForEach(
                _shards, new ParallelOptions { MaxDegreeOfParallelism = _loops.Length }, s => s.Open(partitions));
        }
        catch (AggregateException faults)
        {
            // The caller tells faults apart by their type; one of them is reason enough.
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
        }
    }

    private void StopThreads()
    {
        foreach (var runner in _runners)
        {
            runner.RequestStop();
        }

        foreach (var runner in _runners)
        {
            runner.Join();
        }

        CloseMailboxes();
    }

    /// <summary>Nobody will answer any more.</summary>
    private void CloseMailboxes()
    {
        foreach (var loop in _loops)
        {
            loop.Mailbox.Close(new RegionClosedException(_plan.Name));
        }
    }
}
