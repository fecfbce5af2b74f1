using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace ActorPipeline.TestKit.Stepping;

/// <summary>Mailboxes that know whose they are.</summary>
internal sealed class SeededMailbox(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<SeededQueue>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new SeededQueue(owner);
}
