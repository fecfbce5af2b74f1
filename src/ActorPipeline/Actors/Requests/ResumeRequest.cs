namespace ActorPipeline.Actors;

/// <summary>Asks a stopped actor to go on; the reply is whether it was stopped.</summary>
internal sealed class ResumeRequest(ulong hash, byte[] key) : ActorRequest(hash, key);
