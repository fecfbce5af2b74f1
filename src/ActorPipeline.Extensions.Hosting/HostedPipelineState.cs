namespace ActorPipeline.Extensions.Hosting;

/// <summary>Where a hosted pipeline is in its life.</summary>
public enum HostedPipelineState
{
    /// <summary>The host has not started it yet.</summary>
    NotStarted,

    /// <summary>Its state is being recovered, its source and sinks are being opened.</summary>
    Opening,

    /// <summary>It runs, or drains.</summary>
    Running,

    /// <summary>The input came to its end, and everything is delivered.</summary>
    Completed,

    /// <summary>It was stopped with the host, in order or at once; the next run goes on.</summary>
    Stopped,

    /// <summary>It failed; what is committed is intact, and the next run goes on.</summary>
    Failed,
}
