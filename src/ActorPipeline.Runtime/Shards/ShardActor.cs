using ActorPipeline.Actors;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Commits;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Sharding;
using Akka.Actor;

namespace ActorPipeline.Runtime.Shards;

/// <summary>
/// Runs one shard: a thin shell around its <see cref="ShardDriver"/>, which decides. The actor gives it what comes, sends
/// commits to the journal, and when they are on disk, answers those who wait, tells ingest what is durable, and hands
/// results to the sinks. One shard's failure, or its slow pages, hold up no other.
/// </summary>
internal sealed class ShardActor : EngineActor
{
    private readonly ShardDriver _driver;
    private readonly ShardGauge _gauge;
    private readonly RequestGate _gate;
    private readonly ShardSettings _settings;
    private readonly string _name;
    private bool _isGoingOn;
    private bool _isTicking;
    private bool _isWaiting;
    private IActorRef? _drainedTo;
    private long _alarmUs = long.MaxValue;

    public ShardActor(ShardDriver driver, ShardGauge gauge, RequestGate gate, ShardSettings settings, RunMonitor run)
        : base(run)
    {
        (_driver, _gauge, _gate, _settings) = (driver, gauge, gate, settings);
        _name = $"shard-{driver.Shard.Id}";
        _gauge.Show(driver);
    }

    public static Props Props(
        ShardDriver driver, ShardGauge gauge, RequestGate gate, ShardSettings settings, RunMonitor run) =>
        Akka.Actor.Props.Create<ShardActor>(driver, gauge, gate, settings, run).WithDispatcher(Dispatchers.Shards);

    protected override void Start()
    {
        // What was journaled may have left things to close, or alarms to set.
        Self.Tell(GoOn.Instance);
        LookForIdleLater();
    }

    protected override void Handle(object message)
    {
        switch (message)
        {
            case Slice slice:
                _driver.Add(slice.Batch);
                break;
            case News news:
                _driver.Add(news.Punctuation);
                break;
            case ActorRequest request:
                Gather(request);
                return;
            case Committed committed:
                OnCommitted(committed.Draft);
                break;
            case Delivered delivered:
                OnDelivered(delivered.Draft);
                break;
            case CommitTick:
                _isTicking = false;
                _driver.OnTick();
                break;
            case Rested:
                _driver.OnRested();
                break;
            case Alarm:
                _alarmUs = long.MaxValue;
                break;
            case LookForIdle:
                LookForIdleLater();
                break;
            case Hurry:
                _driver.Hurry();
                break;
            case Drain:
                _drainedTo = Sender;
                _driver.Drain();
                break;
            case GoOn:
                _isGoingOn = false;
                break;
            default:
                Unhandled(message);
                return;
        }

        Work();
    }

    /// <summary>Set anew each time: a shard that is slow is not given more than it can do.</summary>
    private void LookForIdleLater()
    {
        if (_settings.LookForIdleEvery is { } period)
        {
            Timers.StartSingleTimer(nameof(LookForIdle), LookForIdle.Instance, period);
        }
    }

    /// <summary>
    /// Requests that came one after the other are applied together, which costs less: what is sent to oneself stands
    /// behind all that has come.
    /// </summary>
    private void Gather(ActorRequest request)
    {
        _driver.Add(request);
        if (!_isGoingOn)
        {
            _isGoingOn = true;
            Self.Tell(GoOn.Instance);
        }
    }

    private void Work()
    {
        var waiting = _driver.WaitingRequests;
        while (Do(_driver.Next(_settings.NowUs())))
        {
        }

        if (waiting > _driver.WaitingRequests)
        {
            _gate.OnTaken(waiting - _driver.WaitingRequests);
        }

        if (_driver.WantsTick && !_isTicking)
        {
            _isTicking = true;
            Timers.StartSingleTimer(nameof(CommitTick), CommitTick.Instance, _settings.CommitInterval);
        }

        SetAlarm();
        _gauge.Show(_driver);
        if (_drainedTo is { } waits && _driver.IsQuiet)
        {
            _drainedTo = null;
            waits.Tell(Drained.Instance);
        }
    }

    private bool Do(ShardStep step)
    {
        switch (step.Kind)
        {
            case ShardStepKind.Idle:
                return false;
            case ShardStepKind.Resting:
                _isWaiting = true;
                Run.SetWait(_name, step.Reason);
                Timers.StartSingleTimer(nameof(Rested), Rested.Instance, step.Rest);
                return false;
            case ShardStepKind.Applied when step.Batch!.Release():
                _settings.Ingest.Tell(new Freed(step.Batch));
                break;
            case ShardStepKind.Restart:
                new DirectRecovery(_settings.Source, _driver.Shard.Id).Feed(
                    _driver.Shard.BeginRestart(_settings.Source.Description), _driver.Shard.EventsAfter);
                return Do(_driver.OnRestarted());
            case ShardStepKind.Cut:
                _settings.Journal.Tell(new Commit(step.Draft!));
                break;
            default:
                break;
        }

        if (_isWaiting)
        {
            _isWaiting = false;
            Run.SetWait(_name, null);
        }

        return true;
    }

    private void OnCommitted(CommitDraft draft)
    {
        _driver.Shard.OnCommitted(draft);
        draft.DeliverOutcomes();
        _settings.Ingest.Tell(new Durable(_driver.Shard.Id, draft.Partitions));
        Run.CountDead(draft.DeadLetters.Reasons);
        Deliver(draft, draft.Results.Batch.RowCount, _settings.Results);
        Deliver(draft, draft.DeadLetters.Batch.RowCount, _settings.DeadLetters);
        ReturnIfDelivered(draft);
    }

    private void Deliver(CommitDraft draft, int rows, IActorRef sink)
    {
        if (rows > 0)
        {
            draft.Deliveries++;
            sink.Tell(new Deliver(draft));
        }
    }

    private void OnDelivered(CommitDraft draft)
    {
        draft.Deliveries--;
        ReturnIfDelivered(draft);
    }

    private void ReturnIfDelivered(CommitDraft draft)
    {
        if (draft.Deliveries == 0)
        {
            _driver.Shard.Return(draft);
        }
    }

    private void SetAlarm()
    {
        var nextUs = _driver.Shard.NextAlarmUs;
        if (nextUs >= _alarmUs || _driver.IsDraining)
        {
            return;
        }

        // What is due already could not be done now, or has come since.
        _alarmUs = nextUs;
        var delayUs = Math.Clamp(
            nextUs - _settings.NowUs(), ShardSettings.ShortestAlarmUs, ShardSettings.LongestAlarmUs);
        Timers.StartSingleTimer(nameof(Alarm), Alarm.Instance, TimeSpan.FromMicroseconds(delayUs));
    }
}
