namespace ActorPipeline.Runtime.Persistence;

/// <summary>The index entry of a durable page.</summary>
/// <param name="Page">The page's number in its shard.</param>
/// <param name="Sequence">The commit that the page's state covers, inclusive.</param>
/// <param name="Index">What the shard needs of the page without loading it.</param>
internal readonly record struct PageEntry(int Page, long Sequence, ReadOnlyMemory<byte> Index);
