using ActorPipeline.Plan;
using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;
using Akka.Actor;

namespace ActorPipeline.Sql;

/// <summary>How a <see cref="PipelineSession"/> is opened.</summary>
public sealed record PipelineSessionOptions
{
    /// <summary>Where the state is kept.</summary>
    /// <value>Default: a SQLite file in the data directory.</value>
    public JournalSpec Journal { get; init; } = new JournalSpec.Embedded();

    /// <summary>What the data directory is called in messages; null for its path.</summary>
    public string? DirectoryName { get; init; }

    /// <summary>Where the console sink prints.</summary>
    /// <value>Default: the standard output.</value>
    public TextWriter Console { get; init; } = global::System.Console.Out;

    /// <summary>Whether output of a former run may be overwritten.</summary>
    /// <value>Default false: it is carried on, or refused.</value>
    public bool OverwriteOutputs { get; init; }

    /// <summary>Called when the data directory is held, before anything in it is opened.</summary>
    public Action? OnHeld { get; init; }

    /// <summary>
    /// Called with the name of a database in which the state was started over, because outputs are overwritten.
    /// </summary>
    public Action<string>? OnReset { get; init; }

    /// <summary>Called with what the plan changes of the state, all of it allowed, before that is recovered.</summary>
    public Action<IReadOnlyList<PlanChange>>? OnChanged { get; init; }

    /// <summary>Puts others in the place of the services that the session makes; null for these.</summary>
    public Func<PipelineServices, PipelineServices>? Customize { get; init; }

    /// <summary>The clock; null for the engine's default.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>
    /// The actor system that the pipeline's actors live in, configured with <see cref="AkkaSettings.Dispatchers"/>;
    /// null for one of its own, which ends with it.
    /// </summary>
    public ActorSystem? System { get; init; }
}
