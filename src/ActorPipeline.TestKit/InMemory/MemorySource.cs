using ActorPipeline.Sources;

namespace ActorPipeline.TestKit.InMemory;

/// <summary>A source over lists of lines, opened for one run; batches are of random sizes.</summary>
/// <param name="inputs">The partitions.</param>
/// <param name="random">Draws the sizes of batches.</param>
/// <param name="canReplay">Whether it says that it can be read again.</param>
internal sealed class MemorySource(IReadOnlyList<MemoryInput> inputs, Random random, bool canReplay) : ISource
{
    /// <inheritdoc />
    public bool CanReplay => canReplay;

    /// <inheritdoc />
    public IReadOnlyList<ISourcePartition> Partitions { get; } =
        [.. inputs.Select((input, i) => new MemoryPartition($"memory-{i}", input, random))];

    /// <summary>Whether all that there is was read.</summary>
    internal bool IsAtEnd => Partitions.All(p => ((MemoryPartition)p).IsAtEnd);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> State { get; } = "memory"u8.ToArray();

    /// <inheritdoc />
    public void Dispose()
    {
    }
}
