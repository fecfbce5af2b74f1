namespace ActorPipeline.TestKit.Simulation.Scripted;

/// <summary>What a client has to tell one actor.</summary>
/// <param name="Key">The actor.</param>
/// <param name="Amounts">The messages, in order; each is to be counted once.</param>
internal sealed record Account(string Key, IReadOnlyList<long> Amounts);
