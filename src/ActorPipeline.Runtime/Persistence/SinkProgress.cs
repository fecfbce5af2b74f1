using ActorPipeline.Journal;

namespace ActorPipeline.Runtime.Persistence;

/// <summary>How far the sink of an outbox got with one shard.</summary>
/// <param name="Kind">Which outbox.</param>
/// <param name="Through">The last commit whose block is delivered.</param>
/// <param name="State">The sink's own state for this shard at that point.</param>
internal sealed record SinkProgress(OutboxKind Kind, long Through, ReadOnlyMemory<byte> State);
