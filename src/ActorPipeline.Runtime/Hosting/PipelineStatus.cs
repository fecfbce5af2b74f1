using ActorPipeline.Journal;
using ActorPipeline.Records;
using ActorPipeline.Sharding;

namespace ActorPipeline.Runtime.Hosting;

/// <summary>A look at a running pipeline; cheap, taken by any thread at any time.</summary>
public sealed record PipelineStatus
{
    /// <summary>
    /// What is going on in a word or two: <c>running</c>, <c>stopping</c>, <c>draining</c>, <c>done</c>.
    /// </summary>
    public required string Phase { get; init; }

    /// <summary>What a stop waits for and what to change, when one does; else null.</summary>
    public string? WaitingFor { get; init; }

    /// <summary>Records framed in this run, committed or not.</summary>
    public long RecordsRead { get; init; }

    /// <summary>Bytes of input read in this run.</summary>
    public long BytesRead { get; init; }

    /// <summary>Bytes of input known to be left; null when unknown.</summary>
    public long? BytesLeft { get; init; }

    /// <summary>Counts over the life of the state, as of the shards (committed or about to be).</summary>
    public PipelineCounters Counters { get; init; }

    /// <summary>
    /// Dead letters that were committed and written in this run, by reason; only reasons that there were. Those of
    /// timers and jobs are among them, which are no records.
    /// </summary>
    public IReadOnlyList<KeyValuePair<DeadReason, long>> DeadThisRun { get; init; } = [];

    /// <summary>The watermark of the whole pipeline, microseconds; null before the first.</summary>
    public long? WatermarkUs { get; init; }

    /// <summary>How far the newest event time is ahead of the watermark, microseconds; null before the first.</summary>
    public long? WatermarkLagUs { get; init; }

    /// <summary>Keys that the shards know.</summary>
    public long Keys { get; init; }

    /// <summary>Queue depth by stop: (name, used, capacity).</summary>
    public IReadOnlyList<(string Stop, int Used, int Capacity)> Queues { get; init; } = [];

    /// <summary>Commits of shards in this run.</summary>
    public long Commits { get; init; }

    /// <summary>Bytes committed in this run: events, outbox, snapshots and heads.</summary>
    public JournalBytes Journal { get; init; }
}
