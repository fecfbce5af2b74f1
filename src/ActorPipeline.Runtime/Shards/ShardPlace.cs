using Akka.Actor;

namespace ActorPipeline.Runtime.Shards;

/// <summary>Where a shard of a run lives, and what is seen of it.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="JournalName">What an operator knows it by.</param>
/// <param name="Partitions">Partitions of the source.</param>
/// <param name="Parts">The run's.</param>
/// <param name="Index">The shard's number.</param>
internal sealed record ShardPlace(
    IActorRef Journal, string JournalName, int Partitions, PipelineParts Parts, int Index);
