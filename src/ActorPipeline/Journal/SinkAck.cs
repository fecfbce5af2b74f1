namespace ActorPipeline.Journal;

/// <summary>A sink's progress, to be journaled; the outbox blocks it covers are removed with it.</summary>
/// <param name="Kind">Which outbox.</param>
/// <param name="Sequences">By shard, the last delivered commit.</param>
/// <param name="State">The sink's own state at that point.</param>
public sealed record SinkAck(OutboxKind Kind, long[] Sequences, ReadOnlyMemory<byte> State)
{
    /// <summary>
    /// The epoch of shard 0 under which the sink was opened. A journal does not store what comes under an older one: a
    /// new owner may have taken the sink back meanwhile, and delivered again. 0 for whoever can't be taken over.
    /// </summary>
    public long Epoch { get; init; }

    /// <summary>
    /// Whether a later ack is stored already: then this one has come late, over a slow connection or from a process
    /// that was taken over, and must not be stored. The blocks after it are gone, so nothing could bring the sink from
    /// this state to the later one.
    /// </summary>
    /// <param name="stored">The stored sequences; by shard, as far as there are any.</param>
    public bool IsBehind(ReadOnlySpan<long> stored)
    {
        for (var shard = 0; shard < Math.Min(stored.Length, Sequences.Length); shard++)
        {
            if (Sequences[shard] < stored[shard])
            {
                return true;
            }
        }

        return false;
    }
}
