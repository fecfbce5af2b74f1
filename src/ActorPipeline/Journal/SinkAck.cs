namespace ActorPipeline.Journal;

/// <summary>A sink's progress, to be journaled; the outbox blocks it covers are removed with it.</summary>
/// <param name="Kind">Which outbox.</param>
/// <param name="Sequences">By shard, the last delivered commit.</param>
/// <param name="State">The sink's own state at that point.</param>
public sealed record SinkAck(OutboxKind Kind, long[] Sequences, ReadOnlyMemory<byte> State);
