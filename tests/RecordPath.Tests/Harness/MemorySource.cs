using ActorPipeline.Sources;

namespace RecordPath.Tests.Harness;

/// <summary>A source over lists of lines, opened for one run.</summary>
internal sealed class MemorySource(IReadOnlyList<MemoryInput> inputs, Random random, bool canReplay) : ISource
{
    public bool CanReplay => canReplay;

    public IReadOnlyList<ISourcePartition> Partitions { get; } =
        [.. inputs.Select((input, i) => new MemoryPartition($"memory-{i}", input, random))];

    public ReadOnlyMemory<byte> State { get; } = "memory"u8.ToArray();

    public void Dispose()
    {
    }
}
