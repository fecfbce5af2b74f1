using Akka.Actor;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>The pipelines of an actor system, by name. May be used by any thread at any time.</summary>
public sealed class ActorPipelines : IExtension
{
    private readonly Dictionary<string, HostedPipeline> _pipelines;

    internal ActorPipelines(ActorSystem system, IEnumerable<PipelineRegistration> pipelines) =>
        _pipelines = pipelines.ToDictionary(
            p => p.Name, p => new HostedPipeline(p, system), StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<IActorPipeline> All => _pipelines.Values;

    /// <summary>A pipeline.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">The system hosts none of that name.</exception>
    public IActorPipeline this[string name] => Find(name);

    /// <summary>The pipelines that a system hosts.</summary>
    public static ActorPipelines Of(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.WithExtension<ActorPipelines, ActorPipelinesProvider>();
    }

    internal HostedPipeline Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _pipelines.TryGetValue(name, out var pipeline)
            ? pipeline
            : throw new KeyNotFoundException(
                $"this actor system hosts no pipeline '{name}'; it hosts: "
                + (_pipelines.Count == 0 ? "none, see WithActorPipeline" : string.Join(", ", _pipelines.Keys)));
    }
}
