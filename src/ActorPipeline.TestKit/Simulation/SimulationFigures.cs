namespace ActorPipeline.TestKit.Simulation;

/// <summary>What happened in a simulation, or in several.</summary>
/// <param name="Steps">Steps of all nodes.</param>
/// <param name="Records">Records of the input.</param>
/// <param name="Openings">Times that a node opened the pipeline.</param>
/// <param name="Crashes">Nodes that died.</param>
/// <param name="Takeovers">Openings while the former owner lived.</param>
/// <param name="Fencings">Nodes that found that they had been taken over.</param>
/// <param name="Faults">Faults that met a node.</param>
internal readonly record struct SimulationFigures(
    long Steps, long Records, long Openings, long Crashes, long Takeovers, long Fencings, long Faults)
{
    /// <summary>Messages of clients that were answered.</summary>
    public long Answers { get; init; }

    /// <summary>Adds two.</summary>
    public static SimulationFigures operator +(SimulationFigures a, SimulationFigures b) => new(
        a.Steps + b.Steps, a.Records + b.Records, a.Openings + b.Openings, a.Crashes + b.Crashes,
        a.Takeovers + b.Takeovers, a.Fencings + b.Fencings, a.Faults + b.Faults)
    {
        Answers = a.Answers + b.Answers,
    };

    /// <summary>Adds two.</summary>
    public static SimulationFigures Add(SimulationFigures left, SimulationFigures right) => left + right;
}
