using System.Collections.Immutable;
using ActorPipeline.Journal;
using ActorPipeline.Runtime.Outbox;
using ActorPipeline.Runtime.Persistence;
using ActorPipeline.Runtime.Regions;
using ActorPipeline.Sharding;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Shards;

/// <summary>
/// Runs one shard: a thin shell around its <see cref="ShardDriver"/>, which decides. The actor claims the shard, feeds
/// its recovery, and says <see cref="Recovered"/>; from <see cref="Serve"/> on it gives the driver what comes, sends
/// commits to the journal, and when they are on disk, answers those who wait, tells ingest what is durable, and hands
/// results to the sinks. Pages that the shard lacks are asked of the journal; meanwhile what comes waits. One shard's
/// failure, or its slow pages, hold up no other.
/// </summary>
internal sealed partial class ShardActor : EngineActor
{
    private readonly ShardPlace _place;
    private readonly ShardDriver _driver;
    private readonly ShardGauge _gauge;
    private readonly RequestGate _gate;
    private readonly CommitLane _commits;
    private readonly string _name;
    private ShardSettings _settings = null!;
    private ImmutableArray<SinkProgress> _sinks;
    private RecoveryFeed? _feed;
    private JournalException? _doubt;
    private bool _isGoingOn;
    private bool _isTicking;
    private bool _isWaiting;
    private int _failures;
    private long _sentAt;
    private IActorRef? _drainedTo;
    private long _alarmUs = long.MaxValue;

    public ShardActor(ShardPlace place)
        : base(place.Parts.Run)
    {
        var parts = place.Parts;
        (_place, _driver) = (place, parts.Shards[place.Index]);
        (_gauge, _gate) = (parts.ShardGauges[place.Index], parts.Gates[place.Index]);
        _commits = new CommitLane(_driver.Shard);
        _name = $"shard-{place.Index}";
    }

    private Shard Shard => _driver.Shard;

    public static Props Props(ShardPlace place) =>
        Akka.Actor.Props.Create<ShardActor>(place).WithDispatcher(Dispatchers.Shards);

    protected override void Start() => Ask(new Claim(Shard.Id));

    /// <summary>Until the shard is claimed.</summary>
    protected override void Handle(object message)
    {
        switch (message)
        {
            case Claimed claimed:
                _sinks = claimed.Sinks;
                Try(() =>
                {
                    Feed(Shard.BeginRecovery(
                        claimed.Epoch, claimed.Sequence, claimed.Head, claimed.TrimmedThrough, _place.JournalName));
                    Become(Recovering);
                });
                break;
            case Fenced fenced:
                throw Sharding.Shard.TakenOver(Shard.Id, fenced.Epoch);
            case Failed failed:
                throw new JournalException(failed.Cause, failed.Fault);
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>What the journal can't give while a shard opens ends the run: nothing of it has begun.</summary>
    private void Recovering(object message)
    {
        if (message is Failed failed)
        {
            throw new JournalException(failed.Cause, failed.Fault);
        }

        if (TakeFed(message))
        {
            Shard.EndRecovery(_place.Partitions);
            _gauge.Show(_driver);
            Become(Waiting);
            Context.Parent.Tell(new Recovered(Shard.Id, Shard.Epoch, Shard.Sequence, Shard.Head, _sinks));
        }
    }

    /// <summary>The shard is rebuilt; the other stages are not there yet.</summary>
    private void Waiting(object message)
    {
        if (message is not Serve serve)
        {
            TryTakeWork(message);
            return;
        }

        _settings = serve.Settings;
        Become(Opening);
    }

    /// <summary>
    /// The sinks deliver what they have not got, and meanwhile take nothing new. Nothing is applied whose rows would
    /// wait for them, while they wait for the commit of what they acknowledge.
    /// </summary>
    private void Opening(object message)
    {
        switch (message)
        {
            case Acknowledge when TryTakeWork(message):
                _commits.Add(Shard.Cut()!);
                Send();
                break;
            case SinksReady:
                Become(Running);

                // What was journaled may have left things to close, or alarms to set.
                Self.Tell(GoOn.Instance);
                LookForIdleLater();
                break;
            default:
                if (!TryTakeWork(message) && TryTakeAnswer(message))
                {
                    Send();
                }

                break;
        }
    }

    private void Running(object message)
    {
        if (TryTakeWork(message) || TryTakeAnswer(message) || TryTakeTime(message))
        {
            Work();
        }
    }

    /// <summary>An actor has failed, and the shard is rebuilt; what comes waits.</summary>
    private void Restarting(object message)
    {
        if (TryTakeWork(message) || TryTakeTime(message) || !TakeFed(message))
        {
            return;
        }

        Become(Running);
        Do(_driver.OnRestarted());
        Work();
    }

    /// <summary>What looks like damage may be what a new owner has written: asks whose the shard is.</summary>
    private void Doubting(object message)
    {
        switch (message)
        {
            case Head:
                throw _doubt!;
            case Fenced fenced:
                throw Sharding.Shard.TakenOver(Shard.Id, fenced.Epoch);
            case Failed { Request: ReadHead } failed:
                AskLater(failed);
                break;
            case AskAgain again:
                Ask(again.Request);
                break;
            default:
                break;
        }
    }

    private void Feed(ShardRecovery recovery)
    {
        _feed = new RecoveryFeed(Shard, _driver.Pages, recovery, Ask);
        _feed.Begin();
    }

    /// <summary>Gives the recovery what has come for it; whether it has all.</summary>
    private bool TakeFed(object message)
    {
        if (TryTakeFailure(message))
        {
            return false;
        }

        var isTaken = false;
        Try(() => isTaken = _feed!.TryTake(message));
        if (isTaken)
        {
            Recover();
        }

        return _doubt is null && _feed!.IsDone;
    }

    /// <summary>What any request may come to in place of its answer.</summary>
    private bool TryTakeFailure(object message)
    {
        switch (message)
        {
            case Fenced fenced:
                throw Sharding.Shard.TakenOver(Shard.Id, fenced.Epoch);
            case Failed failed:
                AskLater(failed);
                return true;
            case AskAgain again:
                Ask(again.Request);
                return true;
            default:
                return false;
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (JournalException damage) when (damage.Fault == JournalFault.Corrupt)
        {
            _doubt = damage;
            Become(Doubting);
            Ask(new ReadHead(Shard.Id, Shard.Epoch));
        }
    }

    private void Ask(IShardRequest request) => _place.Journal.Tell(request);

    /// <summary>What failed for now is asked again after a while; what will not heal ends the run.</summary>
    private void AskLater(Failed failed) => AskLater(failed.Request, failed.Fault, failed.Cause);

    private void AskLater(IShardRequest request, JournalFault fault, string cause)
    {
        var failure = new JournalException(cause, fault);
        if (!failure.IsTransient)
        {
            throw failure;
        }

        _failures++;
        Run.SetWait(_name + " journal", cause);
        Timers.StartSingleTimer(request, new AskAgain(request), Backoff.Delay(_failures));
    }

    /// <summary>The journal answers again.</summary>
    private void Recover()
    {
        if (_failures > 0)
        {
            _failures = 0;
            Run.SetWait(_name + " journal", null);
        }
    }
}
