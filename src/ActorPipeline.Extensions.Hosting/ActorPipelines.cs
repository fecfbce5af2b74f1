using System.Collections;
using Akka.Actor;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>The pipelines of an actor system, by name. May be used by any thread at any time.</summary>
public sealed class ActorPipelines : IExtension, IReadOnlyCollection<IActorPipeline>
{
    private readonly Dictionary<string, HostedPipeline> _pipelines;

    internal ActorPipelines(ActorSystem system, IEnumerable<PipelineRegistration> pipelines) =>
        _pipelines = pipelines.ToDictionary(
            p => p.Name, p => new HostedPipeline(p, system), StringComparer.Ordinal);

    /// <inheritdoc />
    public int Count => _pipelines.Count;

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

    /// <inheritdoc />
    public IEnumerator<IActorPipeline> GetEnumerator() => _pipelines.Values.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal HostedPipeline Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _pipelines.TryGetValue(name, out var pipeline)
            ? pipeline
            : throw new KeyNotFoundException(
                $"this actor system hosts no pipeline '{name}'; it hosts: "
                + (Count == 0 ? "none, see WithActorPipeline" : string.Join(", ", _pipelines.Keys)));
    }
}
