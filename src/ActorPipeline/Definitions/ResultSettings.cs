using ActorPipeline.Plan;

namespace ActorPipeline.Definitions;

/// <summary>What may be said of a pipeline besides the path of its records.</summary>
/// <param name="Shards">Number of shards.</param>
/// <param name="DeadLetters">Where dead letters go; null for the data directory.</param>
internal sealed record ResultSettings(int Shards = 16, string? DeadLetters = null)
{
    public EngineOptions Engine { get; init; } = new();
}
