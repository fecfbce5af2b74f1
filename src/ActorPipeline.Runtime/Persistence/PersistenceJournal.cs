using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;
using static ActorPipeline.Runtime.Persistence.JournalProtocol;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// The journal of a pipeline over an Akka.Persistence journal and snapshot store. Takes what
/// <see cref="JournalProtocol"/> says; each claim of a shard has a child of its own.
/// <para>
/// A shard's commits are a ledger an epoch, because the only fence that a persistence journal has is that an event's
/// number is taken once: claims are events of <c>PIPELINE/shard-N</c>, whose number is the epoch; commits of epoch E
/// are events of <c>PIPELINE/shard-N/E</c>; whoever claims writes a seal as the next event of every older ledger, so
/// that a former owner's next write always fails. Neither claims nor seals are ever deleted. Pages are snapshots
/// <c>PIPELINE/shard-N/page-M</c>, with their index entries under <c>PIPELINE/shard-N/index-M</c>, and count once a
/// later commit has named them.
/// </para>
/// </summary>
internal sealed class PersistenceJournal : UntypedActor, IWithStash
{
    private readonly LedgerIds _ids;
    private readonly PluginRefs _plugins;
    private readonly string _description;
    private readonly Dictionary<ShardId, IActorRef> _shards = [];
    private IActorRef _values = ActorRefs.Nobody;
    private string? _refusal;
    private long _claims;

    /// <summary>What <see cref="Props(ActorSystem, string, PersistenceJournalSettings)"/> makes.</summary>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="journal">The journal plugin.</param>
    /// <param name="snapshots">The snapshot store.</param>
    /// <param name="settings">What they are known by.</param>
    /// <param name="refusal">Why they will not do; null when they will.</param>
    public PersistenceJournal(
        string pipeline, IActorRef journal, IActorRef snapshots, PersistenceJournalSettings settings, string? refusal)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_ids, _plugins) = (new LedgerIds(pipeline), new PluginRefs(journal, snapshots, settings.Timeout));
        (_description, _refusal) = (settings.Description, refusal);
    }

    /// <inheritdoc />
    public IStash Stash { get; set; } = null!;

    /// <summary>The journal of a pipeline.</summary>
    /// <param name="system">The system whose plugins are used.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="settings">Which plugins.</param>
    /// <exception cref="ArgumentException">The pipeline's name is too long.</exception>
    public static Props Props(ActorSystem system, string pipeline, PersistenceJournalSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var persistence = Akka.Persistence.Persistence.Instance.Apply(system);
        var (journal, snapshots, refusal) = (
            persistence.JournalFor(settings.JournalPluginId), persistence.SnapshotStoreFor(settings.SnapshotPluginId),
            settings.Refusal(system.Settings.Config));

        // A name that will not do is refused here, not by an actor that can't start.
        _ = new LedgerIds(pipeline);
        return Akka.Actor.Props.Create(() => new PersistenceJournal(pipeline, journal, snapshots, settings, refusal));
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        _values = Context.ActorOf(ValueLedger.Props(_ids, _plugins, _description), "values");
        if (_refusal is null)
        {
            Probe();
        }
        else
        {
            Become(Refuse);
        }
    }

    /// <summary>Until it is known that the plugin refuses duplicates, nothing is written.</summary>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PluginProbe.Passed:
                Become(Ready);
                Stash.UnstashAll();
                break;
            case PluginProbe.Refused refused:
                _refusal = $"{_description}: {refused.Cause}";
                Become(Refuse);
                Stash.UnstashAll();
                break;
            case PluginProbe.Failed failed:
                _refusal = $"{_description}: {failed.Cause}";
                Become(Unavailable);
                Stash.UnstashAll();
                break;
            default:
                Stash.Stash();
                break;
        }
    }

    private void Ready(object message)
    {
        switch (message)
        {
            case Claim or Import:
                OnClaim((IShardRequest)message);
                break;
            case IShardRequest request when _shards.TryGetValue(request.Shard, out var ledger):
                ledger.Forward(message);
                break;
            case Release:
                break;
            case IShardRequest request:
                Sender.Tell(new Fenced(request.Shard, request.Epoch));
                break;
            case ReadValue or WriteValue:
                _values.Forward(message);
                break;
            case Terminated terminated:
                OnTerminated(terminated.ActorRef);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    /// <summary>The plugin will not do.</summary>
    private void Refuse(object message) => Answer(message, JournalFault.Incompatible);

    /// <summary>The plugin could not be tried; the next request is answered so, and it is tried again.</summary>
    private void Unavailable(object message)
    {
        Answer(message, JournalFault.Unavailable);
        Become(OnReceive);
        Probe();
    }

    private void Answer(object message, JournalFault fault)
    {
        switch (message)
        {
            case IShardRequest request and not Release:
                Sender.Tell(new Failed(request, fault, _refusal!));
                break;
            case ReadValue read:
                Sender.Tell(new ValueFailed(read.Name, fault, _refusal!));
                break;
            case WriteValue write:
                Sender.Tell(new ValueFailed(write.Name, fault, _refusal!));
                break;
            default:
                break;
        }
    }

    private void Probe() => Context.ActorOf(PluginProbe.Props(_ids, _plugins));

    private void OnClaim(IShardRequest claim)
    {
        if (_shards.Remove(claim.Shard, out var former))
        {
            Context.Stop(former);
        }

        var ledger = Context.ActorOf(
            ShardLedger.Props(_ids, _plugins, _description, claim, Sender), $"shard-{claim.Shard}-{++_claims}");
        _shards.Add(claim.Shard, Context.Watch(ledger));
    }

    private void OnTerminated(IActorRef ledger)
    {
        foreach (var (shard, present) in _shards)
        {
            if (present.Equals(ledger))
            {
                _shards.Remove(shard);
                return;
            }
        }
    }
}
