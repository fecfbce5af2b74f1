using ActorPipeline.Sinks;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Targets;

/// <summary>What the sinks of all nodes write to.</summary>
internal interface ITarget
{
    /// <summary>The rows that are in it.</summary>
    IReadOnlyList<SinkRow> Rows { get; }

    /// <summary>Makes a sink for a node.</summary>
    ISink CreateSink();

    /// <summary>A node died: what it had not made durable may be gone.</summary>
    void Crash(Random random);
}
