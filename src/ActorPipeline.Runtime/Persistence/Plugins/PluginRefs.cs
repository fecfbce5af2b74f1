using Akka.Actor;

namespace ActorPipeline.Runtime.Persistence.Plugins;

/// <summary>The actors of a journal plugin and a snapshot store.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Snapshots">The snapshot store.</param>
/// <param name="Timeout">After how long an answer is not waited for any more.</param>
internal sealed record PluginRefs(IActorRef Journal, IActorRef Snapshots, TimeSpan Timeout);
