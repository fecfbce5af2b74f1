namespace ActorPipeline.Journal;

/// <summary>A snapshot of one page of actors, as of the commit that carries it.</summary>
/// <param name="Page">The page's number in its shard.</param>
/// <param name="Index">What the shard needs of the page without loading it.</param>
/// <param name="State">The actors' keys and state.</param>
public readonly record struct PageSnapshot(int Page, ReadOnlyMemory<byte> Index, ReadOnlyMemory<byte> State);
