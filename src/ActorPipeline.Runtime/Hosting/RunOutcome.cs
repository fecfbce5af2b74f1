namespace ActorPipeline.Runtime.Hosting;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>The input came to its end; all windows are closed, all results delivered.</summary>
    Completed,

    /// <summary>Stopped on request: drained, committed, delivered; the next run resumes.</summary>
    Stopped,

    /// <summary>A fault that waiting does not heal; all that is committed is intact, the next run resumes.</summary>
    Failed,
}
