namespace ActorPipeline.Sources;

/// <summary>
/// A source of records, opened for one run. Call order: open (by its factory, with the state that an earlier run
/// saved), journal <see cref="State"/>, then for each partition <see cref="ISourcePartition.Seek"/> once and
/// <see cref="ISourcePartition.Read"/> until it ends or the run stops, then dispose.
/// </summary>
public interface ISource : IDisposable
{
    /// <summary>Whether a partition can be read again from a position that it once had.</summary>
    bool CanReplay { get; }

    /// <summary>
    /// The partitions, by <see cref="Records.PartitionId"/>. Their number may grow between runs, not in one.
    /// </summary>
    IReadOnlyList<ISourcePartition> Partitions { get; }

    /// <summary>
    /// What positions mean (for files: which identities, in which order). Opaque to the engine, which journals it
    /// before the first record is read and hands it to the next run.
    /// </summary>
    ReadOnlyMemory<byte> State { get; }
}
