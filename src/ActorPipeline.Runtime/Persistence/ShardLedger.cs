using ActorPipeline.Journal;
using ActorPipeline.Journal.Format;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// One owner's hold of a shard in a persistence journal, from its claim until it is fenced, released, or the shard is
/// claimed anew. What is written and read is decided by <see cref="LedgerOpener"/>, <see cref="LedgerWriter"/>,
/// <see cref="LedgerTrim"/> and <see cref="ReadPlan"/>; this calls the plugins and answers.
/// </summary>
internal sealed partial class ShardLedger : UntypedActor, IWithTimers
{
    /// <summary>Failures in a row after which an opening is given up; whoever wants the shard claims again.</summary>
    private const int MostFailures = 5;

    private readonly LedgerIds _ids;
    private readonly ShardId _shard;
    private readonly PluginRefs _plugins;
    private readonly string _description;
    private readonly IShardRequest _claim;
    private readonly IActorRef _owner;
    private readonly LedgerOpener _opener;
    private int _failures;
    private LedgerWriter _writer = null!;

    public ShardLedger(LedgerIds ids, PluginRefs plugins, string description, IShardRequest claim, IActorRef owner)
    {
        (_ids, _shard, _plugins, _description) = (ids, claim.Shard, plugins, description);
        var purpose = new LedgerOpener.Purpose(IsLookOnly: false, (claim as Import)?.After);
        (_claim, _owner, _opener) = (claim, owner, new LedgerOpener(ids, claim.Shard, purpose));
        _saver = new PageSaver(ids, claim.Shard);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    private long Epoch => _opener.Epoch;

    private LedgerState State => _writer.State;

    /// <summary>A ledger that claims its shard, and answers the claim.</summary>
    /// <param name="ids">The pipeline's ids.</param>
    /// <param name="plugins">The plugins.</param>
    /// <param name="description">What an operator knows them by.</param>
    /// <param name="claim">A <see cref="Claim"/> or an <see cref="Import"/>.</param>
    /// <param name="owner">Who claims.</param>
    public static Props Props(
        LedgerIds ids, PluginRefs plugins, string description, IShardRequest claim, IActorRef owner) =>
        Akka.Actor.Props.Create(() => new ShardLedger(ids, plugins, description, claim, owner));

    protected override void PreStart() => Do(_opener.Begin());

    /// <summary>While it opens, nobody can have its epoch.</summary>
    protected override void OnReceive(object message)
    {
        if (!TryContinue(message) && message is IShardRequest request)
        {
            Fence(request);
        }
    }

    private void Open(object message)
    {
        if (TryContinue(message))
        {
            return;
        }

        switch (message)
        {
            case IShardRequest request when request.Epoch != Epoch:
                Fence(request);
                break;
            case Commit commit:
                OnCommit(commit);
                break;
            case ReadHead request:
                OnReadHead(request);
                break;
            case ReadEvents request:
                OnReadEvents(request);
                break;
            case ReadOutbox request:
                OnReadOutbox(request);
                break;
            case ReadPageIndex request:
                OnReadPageIndex(request);
                break;
            case ReadPage request:
                OnReadPage(request);
                break;
            case Release:
                Context.Stop(Self);
                break;
            case PagesTick:
                SavePages();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>Somebody else has the shard: nothing of it is said or written any more.</summary>
    private void Lost(object message)
    {
        if (message is Release)
        {
            Context.Stop(Self);
        }
        else if (message is IShardRequest request)
        {
            Fence(request);
        }
    }

    private void Fence(IShardRequest request)
    {
        if (request is not Release)
        {
            Sender.Tell(new Fenced(_shard, request.Epoch));
        }
    }

    private void BecomeLost()
    {
        Timers.CancelAll();
        Become(Lost);
    }

    private void Do(LedgerStep step)
    {
        switch (step)
        {
            case LedgerStep.Highest highest:
                Call(new PluginRequest.Highest(highest.Id), answer => OnStep(step, answer));
                break;
            case LedgerStep.Read read:
                Call(new PluginRequest.Read(read.Id, read.From, read.To), answer => OnStep(step, answer));
                break;
            case LedgerStep.Write write:
                Call(new PluginRequest.Write(write.Id, write.Number, write.Bytes), answer => OnStep(step, answer));
                break;
            case LedgerStep.Opened opened:
                OnOpened(opened.State);
                break;
            default:
                _owner.Tell(new Fenced(_shard, Epoch));
                BecomeLost();
                break;
        }
    }

    private void OnStep(LedgerStep step, PluginAnswer answer)
    {
        try
        {
            switch (answer)
            {
                case PluginAnswer.Highest highest:
                    Do(_opener.OnHighest(highest.Number));
                    break;
                case PluginAnswer.Events events:
                    Do(_opener.OnRead(events.Found));
                    break;
                case PluginAnswer.Failed failed when ++_failures >= MostFailures:
                    GiveUp(JournalFault.Unavailable, $"{_description}: {failed.Cause}");
                    break;
                case PluginAnswer.Failed:
                    Do(step is LedgerStep.Write ? _opener.OnWriteFailed() : step);
                    break;
                default:
                    Do(_opener.OnWritten());
                    break;
            }
        }
        catch (FormatDamageException damage)
        {
            IfMine(
                () => GiveUp(JournalFault.Corrupt, Damage(_opener.Place, damage)),
                () => Do(new LedgerStep.Lost()),
                cause => GiveUp(JournalFault.Unavailable, cause));
        }
    }

    private void OnOpened(LedgerState state)
    {
        _writer = new LedgerWriter(_shard, state);
        Become(Open);
        _owner.Tell(new Claimed(
            _shard, Epoch, state.Sequence, state.Head, state.Events.FloorAt(state.Sequence),
            [.. Enum.GetValues<OutboxKind>().Select(kind => new SinkProgress(
                kind, state.Outboxes[(int)kind].Done, state.SinkStates[(int)kind]))]));
        Trim();
    }

    private void GiveUp(JournalFault fault, string cause)
    {
        _owner.Tell(new Failed(_claim, fault, cause));
        Context.Stop(Self);
    }

    private string Damage(string place, FormatDamageException damage) =>
        $"{_description}: {place} is damaged: {damage.Message}; restore the database from a backup";

    /// <summary>
    /// What looks like damage may be the work of a new owner, who has deleted what it does not need: asks whose the
    /// shard is.
    /// </summary>
    private void IfMine(Action mine, Action lost, Action<string> failed) => Call(
        new PluginRequest.Highest(_ids.Claims(_shard)),
        answer =>
        {
            switch (answer)
            {
                case PluginAnswer.Highest highest when highest.Number > Epoch:
                    lost();
                    break;
                case PluginAnswer.Highest:
                    mine();
                    break;
                default:
                    failed($"{_description}: {((PluginAnswer.Failed)answer).Cause}");
                    break;
            }
        });

    private void Call(PluginRequest request, Action<PluginAnswer> then) =>
        Context.ActorOf(PluginCall.Props(_plugins, then, request));

    private static bool TryContinue(object message)
    {
        if (message is not PluginReply { Tag: Action<PluginAnswer> then } reply)
        {
            return false;
        }

        then(reply.Answer);
        return true;
    }

    /// <summary>It is time to try again to save pages, or to delete old ones.</summary>
    private sealed record PagesTick
    {
        public static readonly PagesTick Instance = new();
    }
}
