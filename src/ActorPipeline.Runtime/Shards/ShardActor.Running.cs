using ActorPipeline.Actors;
using ActorPipeline.Runtime.Ingest;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Sharding;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Shards;

/// <summary>What a shard that is open is told, and what it does then.</summary>
internal sealed partial class ShardActor
{
    /// <summary>What is to be done; it waits in the driver.</summary>
    private bool TryTakeWork(object message)
    {
        switch (message)
        {
            case Slice slice:
                _driver.Add(slice.Batch);
                return true;
            case News news:
                _driver.Add(news.Punctuation);
                return true;
            case ActorRequest request:
                Gather(request);
                return false;
            case Acknowledge acknowledge:
                _commits.Add(acknowledge.Progress, Sender);
                Shard.NoteProgress();
                return true;
            case Delivered delivered:
                delivered.Draft.Deliveries--;
                ReturnIfDelivered(delivered.Draft);
                return true;
            case Hurry:
                _driver.Hurry();
                return true;
            case Drain:
                _drainedTo = Sender;
                _driver.Drain();
                return true;
            case GoOn:
                _isGoingOn = false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>What the journal says.</summary>
    private bool TryTakeAnswer(object message)
    {
        switch (message)
        {
            case Committed committed:
                OnCommitted(committed.PagesThrough);
                return true;
            case Unknown unknown:
                // The head is read before anything else: it may have happened.
                AskLater(new ReadHead(Shard.Id, Shard.Epoch), unknown.Fault, unknown.Cause);
                return false;
            case Head head:
                OnHead(head);
                return true;
            case Fenced when _commits.IsSentAgain:
                _commits.IsSentAgain = false;
                Ask(new ReadHead(Shard.Id, Shard.Epoch));
                return false;
            case PageRead page:
                Recover();
                _driver.Pages.Give(page.Page, page.State);
                return !_driver.Pages.IsWaiting;
            case PagesSaved:
                OnPagesSaved();
                return true;
            case PagesDelayed delayed:
                Run.SetWait(_name + " pages", delayed.Cause);
                return false;
            default:
                TryTakeFailure(message);
                return false;
        }
    }

    private bool TryTakeTime(object message)
    {
        switch (message)
        {
            case CommitTick:
                _isTicking = false;
                _driver.OnTick();
                return true;
            case Rested:
                _driver.OnRested();
                return true;
            case Alarm:
                _alarmUs = long.MaxValue;
                return true;
            case LookForIdle:
                LookForIdleLater();
                return true;
            default:
                return false;
        }
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
        Try(DoAll);
        if (waiting > _driver.WaitingRequests)
        {
            _gate.OnTaken(waiting - _driver.WaitingRequests);
        }

        Send();
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

    private void DoAll()
    {
        bool isMore;
        do
        {
            isMore = Do(_driver.Next(_settings.NowUs()));
            while (_driver.Pages.TryTakeWanted(out var page))
            {
                Ask(new ReadPage(Shard.Id, Shard.Epoch, page));
            }
        }
        while (isMore);
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
            case ShardStepKind.Restart:
                Feed(Shard.BeginRestart(_place.JournalName));
                Become(Restarting);
                return false;
            case ShardStepKind.Applied when step.Batch!.Release():
                _settings.Ingest.Tell(new Freed(step.Batch));
                break;
            case ShardStepKind.Cut:
                _commits.Add(step.Draft!);
                Send();
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

    private void Send()
    {
        if (_commits.Next() is { } commit)
        {
            _sentAt = _place.Parts.Meter.OnSent();
            Ask(commit);
        }
    }

    private void OnHead(Head head)
    {
        switch (CommitResolutions.Of(_commits.Sent!, head))
        {
            case CommitResolution.Committed:
                OnCommitted(head.PagesThrough);
                break;
            case CommitResolution.SendAgain:
                _commits.IsSentAgain = true;
                Ask(_commits.Sent!);
                break;
            default:
                throw Sharding.Shard.TakenOver(Shard.Id, Shard.Epoch);
        }
    }

    private void OnCommitted(long pagesThrough)
    {
        Recover();
        var draft = _commits.OnCommitted();
        _place.Parts.Meter.OnCommitted(draft, _sentAt);
        Shard.OnCommitted(draft, pagesThrough);
        draft.DeliverOutcomes();
        _place.Parts.Committed.Set();
        _settings.Ingest.Tell(new Durable(Shard.Id, draft.Partitions));
        Run.CountDead(draft.DeadLetters.Reasons);
        Deliver(draft, draft.Results.Batch.RowCount, _settings.Results);
        Deliver(draft, draft.DeadLetters.Batch.RowCount, _settings.DeadLetters);
        ReturnIfDelivered(draft);
    }

    /// <summary>With a commit the pages count, and what they cover may go.</summary>
    private void OnPagesSaved()
    {
        Run.SetWait(_name + " pages", null);
        if (!_driver.IsDraining)
        {
            Shard.NoteProgress();
        }
    }

    private static void Deliver(CommitDraft draft, int rows, IActorRef sink)
    {
        if (rows > 0)
        {
            draft.Deliveries++;
            sink.Tell(new Deliver(draft));
        }
    }

    private void ReturnIfDelivered(CommitDraft draft)
    {
        if (draft.Deliveries == 0)
        {
            Shard.Return(draft);
        }
    }

    private void SetAlarm()
    {
        var nextUs = Shard.NextAlarmUs;
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
