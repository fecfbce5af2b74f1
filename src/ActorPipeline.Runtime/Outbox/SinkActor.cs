using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Runtime.Commits;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using Akka.Actor;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>
/// Delivers committed rows to one sink, in commit order of each shard, and now and then makes them durable there and
/// tells the journal. A sink that fails is opened anew, for ever, with backoff; then it goes back to what the journal
/// says of it, which must be the last that the sink has said itself.
/// </summary>
internal sealed class SinkActor : EngineActor
{
    private readonly SinkDriver _sink;
    private readonly SinkGauge _gauge;
    private readonly Func<CommitDraft, ResultBatch> _rowsOf;
    private readonly IActorRef _journal;
    private readonly TimeSpan _flushInterval;
    private readonly Queue<(CommitDraft Draft, IActorRef Shard)> _waiting = new();
    private bool _isOpen = true;
    private bool _isFlushDue;
    private bool _isTicking;
    private bool _isAcknowledging;
    private bool _isResting;
    private int _failures;
    private IActorRef? _drainedTo;

    public SinkActor(
        SinkDriver sink, SinkGauge gauge, Func<CommitDraft, ResultBatch> rowsOf, IActorRef journal,
        TimeSpan flushInterval, RunMonitor run)
        : base(run)
    {
        (_sink, _gauge, _rowsOf, _journal, _flushInterval) = (sink, gauge, rowsOf, journal, flushInterval);
    }

    /// <summary>An actor for a sink that is open.</summary>
    public static Props Props(
        SinkDriver sink, SinkGauge gauge, Func<CommitDraft, ResultBatch> rowsOf, IActorRef journal,
        TimeSpan flushInterval, RunMonitor run) =>
        Akka.Actor.Props.Create<SinkActor>(sink, gauge, rowsOf, journal, flushInterval, run)
            .WithDispatcher(Dispatchers.Blocking);

    protected override void Start() => TickSoon();

    protected override void Handle(object message)
    {
        switch (message)
        {
            case Deliver deliver:
                _waiting.Enqueue((deliver.Draft, Sender));
                break;
            case SinkTick:
                (_isTicking, _isFlushDue) = (false, true);
                break;
            case Acknowledged:
                _isAcknowledging = false;
                break;
            case TryAgain:
                _isResting = false;
                break;
            case Drain:
                _drainedTo = Sender;
                break;
            default:
                Unhandled(message);
                return;
        }

        TryWork();
        _gauge.Show(_waiting.Count, _sink.IsDirty || _isAcknowledging || !_isOpen);
    }

    private void TryWork()
    {
        if (_isResting || (!_isOpen && _isAcknowledging))
        {
            return;
        }

        try
        {
            Work();
        }
        catch (Exception fault) when (fault is SinkException { IsTransient: true } or JournalException
        {
            IsTransient: true
        })
        {
            (_isOpen, _isResting) = (false, true);
            _failures++;
            Run.SetWait(Self.Path.Name, fault.Message);
            Timers.StartSingleTimer(nameof(TryAgain), TryAgain.Instance, Backoff.Delay(_failures));
        }
    }

    private void Work()
    {
        if (!_isOpen)
        {
            _sink.Open(_ => long.MaxValue);
            _sink.Redeliver();
            _isOpen = true;
        }

        while (_waiting.TryPeek(out var next))
        {
            FlushIfDue();
            var commit = next.Draft.Commit;
            _sink.Write(commit.Shard, commit.Sequence, _rowsOf(next.Draft));
            _waiting.Dequeue();
            next.Shard.Tell(new Delivered(next.Draft));
        }

        FlushIfDue();
        if (_failures > 0)
        {
            _failures = 0;
            Run.SetWait(Self.Path.Name, null);
        }

        if (_drainedTo is { } waits && !_sink.IsDirty && !_isAcknowledging)
        {
            _drainedTo = null;
            waits.Tell(Drained.Instance);
        }
    }

    /// <summary>
    /// A sink that is always busy is flushed all the same; the last rows are, as soon as they are written.
    /// </summary>
    private void FlushIfDue()
    {
        var isDue = _isFlushDue || (_drainedTo is not null && _waiting.Count == 0);
        if (!_sink.IsDirty)
        {
            _isFlushDue = false;
            return;
        }

        TickSoon();
        if (isDue && !_isAcknowledging)
        {
            var ack = _sink.Flush();
            (_isFlushDue, _isAcknowledging) = (false, true);
            _journal.Tell(new Acknowledge(ack));
        }
    }

    private void TickSoon()
    {
        if (_sink.IsDirty && !_isTicking)
        {
            _isTicking = true;
            Timers.StartSingleTimer(nameof(SinkTick), SinkTick.Instance, _flushInterval);
        }
    }
}
