namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What a client is answered.</summary>
/// <param name="Version">The actor's version after the message.</param>
/// <param name="Asks">Messages of clients that it has counted, this one included.</param>
internal sealed record Answered(long Version, long Asks);
