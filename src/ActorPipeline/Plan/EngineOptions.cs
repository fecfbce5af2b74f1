namespace ActorPipeline.Plan;

/// <summary>How a node runs a pipeline: sizes and intervals. None of it changes a result.</summary>
public sealed record EngineOptions
{
    /// <summary>Threads that read, decode and route.</summary>
    /// <value>Default 2; at least 1. More than there are partitions have nothing to do.</value>
    public int IngestThreads { get; init; } = 2;

    /// <summary>Threads that own shards.</summary>
    /// <value>Default 2; at least 1. More than there are shards have nothing to do.</value>
    public int LoopThreads { get; init; } = 2;

    /// <summary>
    /// Routed batches between ingest and the shards, and being filled: the bound of what is in flight.
    /// </summary>
    /// <value>Default 8; at least 2.</value>
    public int BatchesInFlight { get; init; } = 8;

    /// <summary>Longest time between commits while records come in.</summary>
    /// <value>Default 100 ms.</value>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>A shard commits earlier when its uncommitted events, or its results, reach this many bytes.</summary>
    /// <value>
    /// Default 512 KiB. A shard has two commits in memory: one that it fills, one on its way to journal and sink.
    /// </value>
    public int CommitBytes { get; init; } = 512 << 10;

    /// <summary>Bytes of event blocks, over all shards, that a restart may have to replay.</summary>
    /// <value>Default 64 MiB.</value>
    public long TailBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Whether events are kept for ever, to be read as history; else they are removed once snapshots cover them.
    /// </summary>
    /// <value>Default false. May be turned on and off: history begins where it was turned on last.</value>
    public bool RetainEvents { get; init; }

    /// <summary>
    /// Memory for actors' keys and state over all shards; beyond it, the least recently used passivate.
    /// </summary>
    /// <value>Default 1 GiB. The directory of known keys, some 24 bytes a key, is not counted.</value>
    public long StateBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Actors that nothing has happened to for this long leave memory, with those that came into being beside them.
    /// </summary>
    /// <value>Default zero: they stay as long as there is room.</value>
    public TimeSpan PassivateAfter { get; init; }

    /// <summary>
    /// Open windows that one actor may have, of hopping windows panes of a step with records of it; a record that would
    /// open more is a dead letter.
    /// </summary>
    /// <value>Default 10,000.</value>
    public int MaxWindowsPerKey { get; init; } = 10_000;

    /// <summary>
    /// Messages from inside the process that may wait for the actors of a loop; beyond it streams wait, and asks are
    /// refused.
    /// </summary>
    /// <value>Default 10,000; at least 1.</value>
    public int MailboxSize { get; init; } = 10_000;

    /// <summary>
    /// How often a record is tried whose actor fails at it, with a growing pause, before it is a dead letter.
    /// </summary>
    /// <value>Default 3; at least 1.</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Longest time between making the sinks' output durable.</summary>
    /// <value>Default 1 s.</value>
    public TimeSpan SinkFlushInterval { get; init; } = TimeSpan.FromSeconds(1);
}
