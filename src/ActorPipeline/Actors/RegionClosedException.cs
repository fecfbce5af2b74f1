namespace ActorPipeline.Actors;

/// <summary>The pipeline does not run any more; whether the message was handled is not known.</summary>
public sealed class RegionClosedException(string pipeline)
    : Exception($"pipeline '{pipeline}' does not run any more; whether the message was handled is not known")
{
    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; } = pipeline;
}
