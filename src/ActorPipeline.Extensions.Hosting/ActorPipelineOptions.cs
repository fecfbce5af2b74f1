using ActorPipeline.Runtime.Hosting;

namespace ActorPipeline.Extensions.Hosting;

/// <summary>How a pipeline is hosted.</summary>
public sealed class ActorPipelineOptions
{
    /// <summary>Where the journal is; relative to the host's content root. One pipeline each.</summary>
    /// <value>Default <c>data/NAME</c>.</value>
    public string? DataDirectory { get; set; }

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
