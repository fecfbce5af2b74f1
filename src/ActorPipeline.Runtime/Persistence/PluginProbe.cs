using ActorPipeline.Runtime.Persistence.Ledgers;
using ActorPipeline.Runtime.Persistence.Plugins;
using Akka.Actor;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>
/// Tries whether a journal plugin refuses an event whose number is taken: the fence that everything rests on. Tells its
/// parent, and stops.
/// </summary>
internal sealed class PluginProbe : UntypedActor
{
    private readonly LedgerIds _ids;
    private readonly PluginRefs _plugins;
    private readonly byte[] _first;
    private readonly byte[] _second;
    private int _writes;
    private string _cause = "";

    public PluginProbe(LedgerIds ids, PluginRefs plugins)
    {
        (_ids, _plugins) = (ids, plugins);
        _first = new RecordFrame(RecordKind.Value, RecordFrame.NoShard, 0, 1, 0).Wrap([]);
        _second = new RecordFrame(RecordKind.Value, RecordFrame.NoShard, 0, 2, 0).Wrap([]);
    }

    /// <summary>A probe.</summary>
    public static Props Props(LedgerIds ids, PluginRefs plugins) =>
        Akka.Actor.Props.Create(() => new PluginProbe(ids, plugins));

    protected override void PreStart() => Write(_first);

    protected override void OnReceive(object message)
    {
        if (message is not PluginReply reply)
        {
            return;
        }

        switch (reply.Answer)
        {
            // Whether this one is new or was there from a former start, the next must fail.
            case PluginAnswer.Done or PluginAnswer.Failed when ++_writes == 1:
                Write(_second);
                break;
            case PluginAnswer.Done:
                Tell(new Refused(
                    "the journal plugin takes an event whose number is taken, so nothing would keep a former owner "
                    + "of a shard from writing; use one that refuses it, as Akka.Persistence.Sql does"));
                break;
            case PluginAnswer.Failed failed when _writes == 2:
                _cause = failed.Cause;
                _writes++;
                Context.ActorOf(PluginCall.Props(_plugins, this, new PluginRequest.Read(_ids.Probe, 1, 1)));
                break;
            case PluginAnswer.Events { Found: [var (_, bytes)] } when bytes.AsSpan().SequenceEqual(_first):
                Tell(new Passed());
                break;
            case PluginAnswer.Failed failed:
                Tell(new Failed(failed.Cause));
                break;
            default:
                Tell(new Failed(_cause));
                break;
        }
    }

    private void Write(byte[] bytes) =>
        Context.ActorOf(PluginCall.Props(_plugins, this, new PluginRequest.Write(_ids.Probe, 1, bytes)));

    private void Tell(object result)
    {
        Context.Parent.Tell(result);
        Context.Stop(Self);
    }

    /// <summary>It refuses duplicates.</summary>
    public sealed record Passed;

    /// <summary>It does not.</summary>
    public sealed record Refused(string Cause);

    /// <summary>It could not be tried.</summary>
    public sealed record Failed(string Cause);
}
