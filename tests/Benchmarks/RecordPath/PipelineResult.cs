namespace Benchmarks.RecordPath;

/// <summary>What a pipeline process saw.</summary>
internal sealed record PipelineResult
{
    /// <summary>Records applied in this run.</summary>
    public long Applied { get; init; }

    /// <summary>Actors that exist at the end.</summary>
    public long Keys { get; init; }

    /// <summary>Time from opening the journal until everything was delivered and closed, seconds.</summary>
    public double WallSeconds { get; init; }

    /// <summary>Bytes allocated a record over the last three quarters of the input; null when it ended early.</summary>
    public double? SteadyBytesPerRecord { get; init; }

    /// <summary>Bytes journaled as events.</summary>
    public long EventBytes { get; init; }

    /// <summary>Bytes journaled as results and dead letters.</summary>
    public long OutboxBytes { get; init; }

    /// <summary>Bytes journaled as snapshots.</summary>
    public long SnapshotBytes { get; init; }

    /// <summary>Bytes journaled as shards' heads.</summary>
    public long HeadBytes { get; init; }

    /// <summary>Group commits.</summary>
    public long Commits { get; init; }

    /// <summary>Median of their latencies.</summary>
    public double CommitP50Ms { get; init; }

    /// <summary>99 in 100 were quicker.</summary>
    public double CommitP99Ms { get; init; }

    /// <summary>Snapshot pages read back.</summary>
    public long PageLoads { get; init; }

    /// <summary>Actors known after recovery.</summary>
    public long RecoveredKeys { get; init; }

    /// <summary>From opening the journal to the first record newly applied.</summary>
    public double FirstRecordAfterOpenMs { get; init; }

    /// <summary>From the start of the process to the first record newly applied.</summary>
    public double FirstRecordAfterStartMs { get; init; }

    /// <summary>CPU time of the process until then.</summary>
    public double FirstRecordCpuMs { get; init; }

    /// <summary>Time that the compiler took, on all threads.</summary>
    public double CompilationSeconds { get; init; }

    /// <summary>Time that threads were paused for garbage collection.</summary>
    public double CollectionPauseSeconds { get; init; }

    /// <summary>All journaled bytes.</summary>
    public long JournalBytes => EventBytes + OutboxBytes + SnapshotBytes + HeadBytes;
}
