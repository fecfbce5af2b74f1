using Microsoft.Extensions.Logging;

namespace ActorPipeline.Extensions.Hosting;

internal sealed partial class HostedPipeline
{
    [LoggerMessage(1, LogLevel.Information, "Pipeline {Pipeline} runs over {Directory}.")]
    private partial void LogRunning(string pipeline, string directory);

    [LoggerMessage(2, LogLevel.Information, "Pipeline {Pipeline} has changed: {Subject}: {Difference} ({Effect}).")]
    private partial void LogChanged(string pipeline, string subject, string difference, string effect);

    [LoggerMessage(3, LogLevel.Information, "Pipeline {Pipeline} has ended: {State}.")]
    private partial void LogEnded(string pipeline, HostedPipelineState state);

    [LoggerMessage(4, LogLevel.Error, "Pipeline {Pipeline} failed; what is committed is intact.")]
    private partial void LogFailed(string pipeline, Exception failure);

    [LoggerMessage(
        5, LogLevel.Warning,
        "Pipeline {Pipeline} is not drained in {Timeout}, so it is stopped: {Reason}. What is committed is intact.")]
    private partial void LogNotDrained(string pipeline, TimeSpan timeout, string reason);
}
