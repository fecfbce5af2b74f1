using ActorPipeline.Plan;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>Adds pipelines to a host.</summary>
public static class ActorPipelineServices
{
    /// <summary>
    /// Runs a pipeline with the host: from its start, until its input ends or the host stops, which drains it. It is
    /// an <see cref="IActorPipeline"/> service, keyed by its name too, and a health check of that name: healthy while
    /// it runs, degraded while it waits for journal or sink, unhealthy after a failure.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="plan">The pipeline.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is a pipeline of that name already.</exception>
    public static IServiceCollection AddActorPipeline(
        this IServiceCollection services, PipelinePlan plan, Action<ActorPipelineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return services.AddActorPipeline(plan.Name, _ => plan, configure);
    }

    /// <summary>
    /// Runs a pipeline whose plan is made of other services, such as an actor's or the configuration.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The pipeline's name.</param>
    /// <param name="plan">Makes the plan, which has that name. Where it fails, the pipeline does.</param>
    /// <param name="configure">Sets options; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is a pipeline of that name already.</exception>
    public static IServiceCollection AddActorPipeline(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, PipelinePlan> plan,
        Action<ActorPipelineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(plan);
        if (services.Any(s => s.ServiceType == typeof(HostedPipeline) && Equals(s.ServiceKey, name)))
        {
            throw new ArgumentException($"there is a pipeline '{name}' already; choose another name", nameof(name));
        }

        var options = new ActorPipelineOptions();
        configure?.Invoke(options);
        services.AddKeyedSingleton(name, (provider, _) => new HostedPipeline(
            name,
            () => plan(provider),
            options,
            provider.GetRequiredService<IHostEnvironment>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HostedPipeline>>()));
        services.AddKeyedSingleton<IActorPipeline>(name, (p, _) => p.GetRequiredKeyedService<HostedPipeline>(name));
        services.AddSingleton<IActorPipeline>(p => p.GetRequiredKeyedService<HostedPipeline>(name));
        services.AddSingleton<IHostedService>(p => p.GetRequiredKeyedService<HostedPipeline>(name));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name,
            p => new PipelineHealthCheck(p.GetRequiredKeyedService<HostedPipeline>(name)),
            failureStatus: null,
            tags: ["actor-pipeline"]));
        return services;
    }
}
