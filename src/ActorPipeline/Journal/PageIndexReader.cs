namespace ActorPipeline.Journal;

/// <summary>Receives an index entry of a snapshot page; the span is valid during the call only.</summary>
/// <param name="page">The page's number in its shard.</param>
/// <param name="sequence">The commit that the page's state covers, inclusive.</param>
/// <param name="index">What the shard needs of the page without loading it.</param>
public delegate void PageIndexReader(int page, long sequence, ReadOnlySpan<byte> index);
