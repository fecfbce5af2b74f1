using ActorPipeline.Runtime.Regions;
using Akka.Actor;

namespace ActorPipeline.TestKit.Xunit2;

/// <summary>What a region was told, by whom, and what is done where no process runs.</summary>
internal sealed record Told(ActorEnvelope Envelope, IActorRef Sender, IActorRef Region, Action OnLost);
