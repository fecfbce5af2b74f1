using ActorPipeline.Emission;
using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Shards;
using ActorPipeline.Sharding;
using ActorPipeline.Sinks;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Outbox;

/// <summary>
/// Delivers committed rows to one sink, in commit order of each shard, and now and then makes them durable there and
/// tells the shards, whose next commits say so. First it redelivers, chunk by chunk, what the journal has and the sink
/// has not. A sink that fails is opened anew, for ever, with backoff, where it was flushed last; then it redelivers
/// again. While the pipeline opens, a failure ends the run.
/// </summary>
internal sealed class SinkActor : EngineActor
{
    private const int ChunkBytes = 1 << 20;

    private readonly SinkDriver _sink;
    private readonly SinkGauge _gauge;
    private readonly Func<CommitDraft, ResultBatch> _rowsOf;
    private readonly IActorRef _journal;
    private readonly TimeSpan _flushInterval;
    private readonly Queue<(CommitDraft Draft, IActorRef Shard)> _waiting = new();
    private IReadOnlyList<(IActorRef Actor, long Epoch)> _shards = [];
    private int _redelivering;
    private int _acksDue;
    private bool _isAsking;
    private bool _isReady;
    private bool _isOpen = true;
    private bool _isFlushDue;
    private bool _isTicking;
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

    private bool IsRedelivering => _redelivering < _shards.Count;

    /// <summary>An actor for a sink that is open.</summary>
    public static Props Props(
        SinkDriver sink, SinkGauge gauge, Func<CommitDraft, ResultBatch> rowsOf, IActorRef journal,
        TimeSpan flushInterval, RunMonitor run) =>
        Akka.Actor.Props.Create<SinkActor>(sink, gauge, rowsOf, journal, flushInterval, run)
            .WithDispatcher(Dispatchers.Blocking);

    protected override void Handle(object message)
    {
        switch (message)
        {
            case Deliver deliver:
                _waiting.Enqueue((deliver.Draft, Sender));
                break;
            case Redeliver redeliver:
                _shards = redeliver.Shards;
                BeginRedelivery();
                return;
            case OutboxRead read:
                _isAsking = false;
                Try(() => Redeliver(read));
                break;
            case Fenced fenced:
                throw Shard.TakenOver(fenced.Shard, fenced.Epoch);
            case Failed failed:
                _isAsking = false;
                Try(() => throw new JournalException(failed.Cause, failed.Fault));
                break;
            case SinkTick:
                (_isTicking, _isFlushDue) = (false, true);
                break;
            case Acknowledged:
                OnAcknowledged();
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

        Try(Work);
        _gauge.Show(_waiting.Count, _sink.IsDirty || _acksDue > 0 || !_isOpen || IsRedelivering);
    }

    /// <summary>
    /// Before anything is written, the journal knows that what the target holds is this pipeline's own.
    /// </summary>
    private void BeginRedelivery()
    {
        _redelivering = 0;
        if (_isReady || _sink.IsKnown)
        {
            Ask(_sink.WrittenOf(0));
        }
        else
        {
            Acknowledge();
        }
    }

    private void OnAcknowledged()
    {
        if (--_acksDue == 0 && !_isReady && !_isAsking)
        {
            Ask(_sink.WrittenOf(0));
        }
    }

    private void Ask(long after)
    {
        _isAsking = true;
        _journal.Tell(new ReadOutbox(
            new ShardId(_redelivering), _shards[_redelivering].Epoch, _sink.Kind, after, ChunkBytes));
    }

    private void Redeliver(OutboxRead read)
    {
        if (!_isOpen)
        {
            // It has failed meanwhile, and begins anew.
            return;
        }

        foreach (var block in read.Blocks)
        {
            _sink.Redeliver(read.Shard, block);
        }

        FlushIfDue();
        if (!read.IsLast)
        {
            Ask(read.Through);
        }
        else if (++_redelivering < _shards.Count)
        {
            Ask(_sink.WrittenOf(_redelivering));
        }
        else if (!_isReady)
        {
            _isReady = true;
            Context.Parent.Tell(SinkReady.Instance);
        }
    }

    /// <summary>What fails for now is tried again after a while, from the last flush on.</summary>
    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception fault) when (_isReady && fault is SinkException { IsTransient: true } or JournalException
        {
            IsTransient: true
        })
        {
            (_isOpen, _isResting) = (false, true);
            _redelivering = _shards.Count;
            _failures++;
            Run.SetWait(Self.Path.Name, fault.Message);
            Timers.StartSingleTimer(nameof(TryAgain), TryAgain.Instance, Backoff.Delay(_failures));
        }
    }

    private void Work()
    {
        if (_isResting || !_isReady)
        {
            return;
        }

        if (!_isOpen)
        {
            if (_isAsking)
            {
                // What was asked before the failure is not the answer to what is asked after it.
                return;
            }

            _sink.Open(_ => long.MaxValue);
            _isOpen = true;
            BeginRedelivery();
        }

        if (IsRedelivering)
        {
            return;
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

        if (_drainedTo is { } waits && !_sink.IsDirty && _acksDue == 0)
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
        if (isDue && _acksDue == 0)
        {
            Acknowledge();
            _isFlushDue = false;
        }
    }

    private void Acknowledge()
    {
        foreach (var (shard, progress) in _sink.Flush())
        {
            _acksDue++;
            _shards[shard].Actor.Tell(new Acknowledge(progress));
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
