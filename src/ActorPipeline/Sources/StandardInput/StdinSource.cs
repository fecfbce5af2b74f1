using ActorPipeline.Plan;

namespace ActorPipeline.Sources.StandardInput;

/// <summary>Standard input as one partition. It can't be read again, so there is no state.</summary>
internal sealed class StdinSource : ISource
{
    private readonly StdinPartition _partition;

    /// <summary>Takes a stream, which it does not close: a read that hangs there can't be interrupted.</summary>
    public StdinSource(StdinSourceSpec spec, Stream input)
    {
        _partition = new StdinPartition(spec, input);
    }

    /// <inheritdoc />
    public bool CanReplay => false;

    /// <inheritdoc />
    public IReadOnlyList<ISourcePartition> Partitions => [_partition];

    /// <inheritdoc />
    public ReadOnlyMemory<byte> State => default;

    /// <summary>Whether the input was read to its end or fault, though perhaps not taken yet.</summary>
    internal bool HasStopped => _partition.HasStopped;

    /// <inheritdoc />
    public void Dispose() => _partition.Dispose();
}
