namespace ActorPipeline.TestKit.Simulation;

/// <summary>What came of a simulation.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Figures">What happened in it.</param>
/// <param name="Failure">What did not hold; null when all did.</param>
internal sealed record SimulationResult(int Seed, SimulationFigures Figures, SimulationFailure? Failure);
