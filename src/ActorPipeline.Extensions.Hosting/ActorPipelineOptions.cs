using ActorPipeline.Runtime.Hosting;
using ActorPipeline.Runtime.Persistence;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>How a pipeline is hosted.</summary>
public sealed class ActorPipelineOptions
{
    /// <summary>Where the journal is; relative to the host's content root. One pipeline each.</summary>
    /// <value>Default <c>data/NAME</c>.</value>
    public string? DataDirectory { get; set; }

    /// <summary>
    /// Where the state is kept: a file in the data directory, or a database, whose Akka.Persistence.Sql plugins are
    /// then the actor system's defaults, where it has no others. All pipelines of a system that use one use the same.
    /// </summary>
    /// <value>Default: the file.</value>
    public JournalSpec Journal { get; set; } = new JournalSpec.Embedded();

    /// <summary>
    /// What its region is registered under in the <see cref="Akka.Hosting.ActorRegistry"/>; where two pipelines have
    /// actors of one class, one of them needs a key of its own.
    /// </summary>
    /// <value>Default null: the class of the plan's actor.</value>
    public Type? RegistryKey { get; set; }

    /// <summary>How long a stop of the host may take to drain it; then it is stopped at once.</summary>
    /// <value>Default 20 s: less than a host waits by itself.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Whether the host stops when the pipeline fails; else the rest of the process goes on without it.
    /// </summary>
    /// <value>Default false.</value>
    public bool StopHostOnFailure { get; set; }

    /// <summary>Whether the host stops when the input has come to its end: for jobs.</summary>
    /// <value>Default false.</value>
    public bool StopHostOnCompletion { get; set; }

    /// <summary>
    /// Puts others in the place of the services that the pipeline is given, such as a sink of one's own; null for the
    /// built-in ones.
    /// </summary>
    public Func<PipelineServices, PipelineServices>? Customize { get; set; }
}
