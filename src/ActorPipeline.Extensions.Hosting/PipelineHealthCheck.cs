using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>How a hosted pipeline is, with what it waits for or what made it fail.</summary>
/// <param name="name">The pipeline's name.</param>
internal sealed class PipelineHealthCheck(string name) : IAkkaHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var pipeline = ActorPipelines.Of(context.ActorSystem)[name];
        var (status, data) = (pipeline.Status, new Dictionary<string, object>());
        if (status is not null)
        {
            data["in"] = status.Counters.In;
            data["applied"] = status.Counters.Applied;
            data["filtered"] = status.Counters.Filtered;
            data["dead"] = status.Counters.Dead;
            data["keys"] = status.Keys;
            data["commits"] = status.Commits;
        }

        return Task.FromResult(pipeline.State switch
        {
            HostedPipelineState.Failed => new HealthCheckResult(
                context.Registration?.FailureStatus ?? HealthStatus.Unhealthy, pipeline.Failure?.Message,
                pipeline.Failure, data),
            HostedPipelineState.NotStarted => HealthCheckResult.Degraded("not started yet", null, data),
            HostedPipelineState.Opening => HealthCheckResult.Degraded("being opened", null, data),
            HostedPipelineState.Running when status?.WaitingFor is { } reason =>
                HealthCheckResult.Degraded($"waiting: {reason}", null, data),
            HostedPipelineState.Running => HealthCheckResult.Healthy(status?.Phase, data),
            HostedPipelineState.Completed => HealthCheckResult.Healthy("the input came to its end", data),
            _ => HealthCheckResult.Healthy("stopped", data),
        });
    }
}
