using ActorPipeline.Runtime.Persistence.Ledgers;
using Akka.Actor;
using Akka.Persistence;

namespace ActorPipeline.Runtime.Tests.Persistence;

/// <summary>
/// Stands before a plugin and passes everything on, but for what a test has it hold, lose, or lose the reply of.
/// </summary>
internal sealed class PluginGate : UntypedActor
{
    private readonly IActorRef _plugin;
    private readonly PluginFaults _faults;
    private readonly List<(object Message, IActorRef Sender)> _held = [];
    private readonly Dictionary<(string, long), (IActorRef Asker, int Id)> _silenced = [];

    public PluginGate(IActorRef plugin, PluginFaults faults) => (_plugin, _faults) = (plugin, faults);

    public static Props Props(IActorRef plugin, PluginFaults faults) =>
        Akka.Actor.Props.Create(() => new PluginGate(plugin, faults));

    public static bool IsCommit(object message) => message is WriteMessages write
        && write.Messages.OfType<AtomicWrite>().SelectMany(w => (IEnumerable<IPersistentRepresentation>)w.Payload)
            .Any(p => p.Payload is byte[] bytes && bytes[2] == (byte)RecordKind.Commit);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PluginFaults.Open:
                foreach (var (held, sender) in _held)
                {
                    _plugin.Tell(held, sender);
                }

                _held.Clear();
                break;
            case WriteMessageSuccess success:
                var key = (success.Persistent.PersistenceId, success.Persistent.SequenceNr);
                if (_silenced.Remove(key, out var silenced))
                {
                    silenced.Asker.Tell(
                        new WriteMessageFailure(success.Persistent, new IOException("the reply is lost"), silenced.Id));
                }

                break;
            case WriteMessages write when IsCommit(write) && _faults.TakeLoss() is { } loss:
                Lose(write, loss);
                break;
            case var _ when _faults.Holds(message):
                _held.Add((message, Sender));
                break;
            default:
                _plugin.Forward(message);
                break;
        }
    }

    private void Lose(WriteMessages write, PluginFaults.Loss loss)
    {
        var @event = write.Messages.OfType<AtomicWrite>()
            .SelectMany(w => (IEnumerable<IPersistentRepresentation>)w.Payload).Single();
        if (loss == PluginFaults.Loss.Write)
        {
            write.PersistentActor.Tell(
                new WriteMessageFailure(@event, new IOException("the connection is lost"), write.ActorInstanceId));
            return;
        }

        _silenced.Add((@event.PersistenceId, @event.SequenceNr), (write.PersistentActor, write.ActorInstanceId));
        _plugin.Tell(new WriteMessages(write.Messages, Self, write.ActorInstanceId), Self);
    }
}
