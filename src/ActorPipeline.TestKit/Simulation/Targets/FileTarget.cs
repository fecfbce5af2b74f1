using ActorPipeline.Sinks;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit.Simulation.Targets;

/// <summary>A target of one node, as a file is: its length is journaled, and it is cut to it on opening.</summary>
internal sealed class FileTarget : ITarget
{
    private readonly MemoryTarget _target = new();

    public IReadOnlyList<SinkRow> Rows => _target.Rows;

    public ISink CreateSink() => new MemorySink(_target);

    public void Crash(Random random) => _target.Crash(random);
}
