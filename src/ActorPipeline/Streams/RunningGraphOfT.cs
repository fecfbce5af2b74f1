using ActorPipeline.Streams.Running;

namespace ActorPipeline.Streams;

/// <summary>A graph that runs, with what its sink materialized.</summary>
/// <typeparam name="TValue">What the sink materialized: a task with a result, a reader.</typeparam>
public sealed class RunningGraph<TValue> : RunningGraph
{
    internal RunningGraph(StreamRun run, TValue value)
        : base(run) => Value = value;

    /// <summary>What the sink materialized.</summary>
    public TValue Value { get; }
}
