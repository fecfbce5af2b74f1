namespace ActorPipeline.TestKit.Simulation.Naive;

/// <summary>A record that a window took, with where it came from.</summary>
internal sealed record Accepted(TestRecord Record, long TimeUs, int Partition, int Index, long LimitUs);
