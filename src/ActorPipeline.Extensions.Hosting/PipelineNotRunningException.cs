namespace ActorPipeline.Extensions.Hosting;

/// <summary>A hosted pipeline does not run.</summary>
/// <param name="pipeline">The pipeline's name.</param>
/// <param name="state">Where it is in its life.</param>
/// <param name="cause">Why it failed, where it did.</param>
public sealed class PipelineNotRunningException(string pipeline, HostedPipelineState state, Exception? cause = null)
    : Exception($"pipeline '{pipeline}' {Describe(state)}{(cause is null ? "" : $": {cause.Message}")}", cause)
{
    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; } = pipeline;

    /// <summary>Where it is in its life.</summary>
    public HostedPipelineState State { get; } = state;

    private static string Describe(HostedPipelineState state) => state switch
    {
        HostedPipelineState.NotStarted => "is not started: the host starts it; until then, await RegionAsync",
        HostedPipelineState.Opening => "is being opened; await RegionAsync",
        HostedPipelineState.Completed => "has come to the end of its input",
        HostedPipelineState.Failed => "has failed",
        _ => "was stopped",
    };
}
