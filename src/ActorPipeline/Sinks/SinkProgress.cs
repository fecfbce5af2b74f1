namespace ActorPipeline.Sinks;

/// <summary>How far a sink got.</summary>
/// <param name="Sequences">By shard, the last commit whose rows are durable in the target; 0 for none.</param>
/// <param name="State">The sink's own state at that point (a file's length); empty when it never flushed.</param>
public sealed record SinkProgress(long[] Sequences, ReadOnlyMemory<byte> State);
