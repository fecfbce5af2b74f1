using Akka.Actor;
using Akka.Persistence;

namespace ActorPipeline.Runtime.Persistence.Plugins;

/// <summary>
/// Asks a plugin for one thing, in the plugin's own protocol, and tells its parent what came of it. An actor a call,
/// because the answers don't say what they are answers to, and one that comes late must not be taken for the next.
/// </summary>
internal sealed class PluginCall : UntypedActor
{
    private readonly PluginRefs _plugins;
    private readonly object _tag;
    private readonly PluginRequest _request;
    private readonly List<KeyValuePair<long, byte[]>> _events = [];

    public PluginCall(PluginRefs plugins, object tag, PluginRequest request) =>
        (_plugins, _tag, _request) = (plugins, tag, request);

    /// <summary>A call.</summary>
    /// <param name="plugins">The plugins.</param>
    /// <param name="tag">Comes back in the reply.</param>
    /// <param name="request">What is asked.</param>
    public static Props Props(PluginRefs plugins, object tag, PluginRequest request) =>
        Akka.Actor.Props.Create(() => new PluginCall(plugins, tag, request));

    protected override void PreStart()
    {
        Context.SetReceiveTimeout(_plugins.Timeout);
        switch (_request)
        {
            case PluginRequest.Highest highest:
                _plugins.Journal.Tell(new ReplayMessages(0, 0, 0, highest.Id, Self), Self);
                break;
            case PluginRequest.Read read:
                // The bound is in the numbers: plugins read whole batches of their own, whatever the count.
                _plugins.Journal.Tell(
                    new ReplayMessages(read.From, read.To, read.To - read.From + 1, read.Id, Self), Self);
                break;
            case PluginRequest.Write write:
                var @event = new Persistent(
                    write.Bytes, write.Number, write.Id, manifest: "", isDeleted: false, sender: ActorRefs.NoSender,
                    writerGuid: "");
                _plugins.Journal.Tell(new WriteMessages([new AtomicWrite(@event)], Self, 1), Self);
                break;
            case PluginRequest.Delete delete:
                _plugins.Journal.Tell(new DeleteMessagesTo(delete.Id, delete.To, Self), Self);
                break;
            case PluginRequest.Save save:
                // Every save has the same time: nothing is ever chosen by it.
                _plugins.Snapshots.Tell(
                    new SaveSnapshot(new SnapshotMetadata(save.Id, save.Number, DateTime.UnixEpoch), save.Bytes), Self);
                break;
            case PluginRequest.Load load:
                _plugins.Snapshots.Tell(
                    new LoadSnapshot(load.Id, new SnapshotSelectionCriteria(load.Number), load.Number), Self);
                break;
            case PluginRequest.DeleteSnapshots snapshots:
                _plugins.Snapshots.Tell(
                    new DeleteSnapshots(snapshots.Id, new SnapshotSelectionCriteria(snapshots.To)), Self);
                break;
            default:
                throw new InvalidOperationException($"{_request} is nothing that a plugin is asked");
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ReplayedMessage { Persistent: var @event }:
                OnEvent(@event);
                break;
            case RecoverySuccess success:
                Reply(_request is PluginRequest.Highest
                    ? new PluginAnswer.Highest(success.HighestSequenceNr)
                    : new PluginAnswer.Events(_events));
                break;
            case LoadSnapshotResult result:
                Reply(new PluginAnswer.Snapshot(
                    result.Snapshot is { } found && found.Metadata.SequenceNr == ((PluginRequest.Load)_request).Number
                        ? found.Snapshot as byte[]
                        : null));
                break;
            case WriteMessageSuccess or DeleteMessagesSuccess or SaveSnapshotSuccess or DeleteSnapshotsSuccess:
                Reply(new PluginAnswer.Done());
                break;
            case ReceiveTimeout:
                Fail($"no answer within {_plugins.Timeout.TotalSeconds:0.#} s");
                break;
            default:
                OnFailure(message);
                break;
        }
    }

    private void OnEvent(IPersistentRepresentation @event)
    {
        if (@event.Payload is byte[] bytes)
        {
            _events.Add(new(@event.SequenceNr, bytes));
        }
        else
        {
            Fail($"event {@event.SequenceNr} of {@event.PersistenceId} is a {@event.Payload?.GetType()}, not bytes");
        }
    }

    private void OnFailure(object message)
    {
        switch (message)
        {
            case ReplayMessagesFailure failure:
                Fail(failure.Cause);
                break;
            case WriteMessageFailure failure:
                Fail(failure.Cause);
                break;
            case WriteMessageRejected rejected:
                Fail(rejected.Cause);
                break;
            case DeleteMessagesFailure failure:
                Fail(failure.Cause);
                break;
            case LoadSnapshotFailed failure:
                Fail(failure.Cause);
                break;
            case SaveSnapshotFailure failure:
                Fail(failure.Cause);
                break;
            case DeleteSnapshotsFailure failure:
                Fail(failure.Cause);
                break;
            default:
                // WriteMessagesSuccessful and WriteMessagesFailed say of all events what is said of each.
                break;
        }
    }

    private void Fail(Exception? cause)
    {
        // The innermost is the database's own word.
        while (cause?.InnerException is { } inner)
        {
            cause = inner;
        }

        Fail(cause?.Message ?? "the plugin gives no reason");
    }

    private void Fail(string cause) => Reply(new PluginAnswer.Failed(cause));

    private void Reply(PluginAnswer answer)
    {
        Context.Parent.Tell(new PluginReply(_tag, _request, answer));
        Context.SetReceiveTimeout(null);
        Become(static _ => true);
        Context.Stop(Self);
    }
}
