using Akka.Actor;

namespace ActorPipeline.Runtime.Persistence.Plugins;

/// <summary>
/// Takes a <see cref="PluginRequest"/> from whoever is no actor, and tells it the <see cref="PluginAnswer"/>.
/// </summary>
internal sealed class PluginDesk(PluginRefs plugins) : UntypedActor
{
    /// <summary>A desk.</summary>
    public static Props Props(PluginRefs plugins) => Akka.Actor.Props.Create(() => new PluginDesk(plugins));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case PluginRequest request:
                Context.ActorOf(PluginCall.Props(plugins, Sender, request));
                break;
            case PluginReply { Tag: IActorRef asker } reply:
                asker.Tell(reply.Answer);
                break;
            default:
                Unhandled(message);
                break;
        }
    }
}
