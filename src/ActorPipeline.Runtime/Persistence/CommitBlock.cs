namespace ActorPipeline.Runtime.Persistence;

/// <summary>A block of a commit as it was committed.</summary>
/// <param name="Sequence">The commit.</param>
/// <param name="Bytes">The block.</param>
internal readonly record struct CommitBlock(long Sequence, ReadOnlyMemory<byte> Bytes);
