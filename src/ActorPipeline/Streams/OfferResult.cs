namespace ActorPipeline.Streams;

/// <summary>What became of an element that was offered to a <see cref="SourceQueue{T}"/>.</summary>
public enum OfferResult
{
    /// <summary>It is in the queue; with a strategy that drops, perhaps in the place of others.</summary>
    Enqueued,

    /// <summary>It was dropped: the queue is full, and its strategy drops what is new.</summary>
    Dropped,

    /// <summary>The queue is full; offer it again later, or wait with <c>OfferAsync</c>.</summary>
    Full,

    /// <summary>The queue is completed, or has failed, or its stream has ended.</summary>
    Closed,
}
