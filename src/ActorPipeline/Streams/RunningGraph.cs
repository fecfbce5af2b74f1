using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>A graph that runs.</summary>
public class RunningGraph
{
    private readonly StreamRun _run;

    internal RunningGraph(StreamRun run) => _run = run;

    /// <summary>
    /// Completes when every stage is over and everything is released: with the cause when the graph failed, cancelled
    /// when it was aborted.
    /// </summary>
    public Task Completion => _run.Completion;

    /// <summary>
    /// The islands that run now, for a scheduler that steps them itself. Stages that materialize others may add some.
    /// </summary>
    internal IReadOnlyList<StreamIsland> Islands => _run.Islands;

    /// <summary>Ends the sources, so that the graph drains and completes. Elements on their way still arrive.</summary>
    public void Stop() => _run.Stop();

    /// <summary>Tears the graph down at once. Elements on their way are dropped.</summary>
    public void Abort() => _run.Abort();
}
