namespace Benchmarks.RecordPath;

/// <summary>What a pipeline process is to do.</summary>
internal sealed record PipelineArguments
{
    /// <summary>The input files.</summary>
    public required string[] Files { get; init; }

    /// <summary>Where journal and results are, or go.</summary>
    public required string Directory { get; init; }

    /// <summary>Records in the files.</summary>
    public required long Records { get; init; }

    /// <summary>Whether windows are global rather than of 1 s.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Size of hopping windows that begin every second, seconds; 0 for tumbling ones of 1 s.</summary>
    public int HoppingSeconds { get; init; }

    /// <summary>Number of aggregates; 0 for the usual ones.</summary>
    public int Aggregates { get; init; }

    /// <summary>Whether keys are counters written in C#, rather than windows.</summary>
    public bool IsActor { get; init; }

    /// <summary>Memory for actors' state, bytes; 0 for the default.</summary>
    public long StateBytes { get; init; }

    /// <summary>After so many records applied in this run it ends early; 0 for never.</summary>
    public long StopAfter { get; init; }

    /// <summary>Whether ending early means to kill the process, rather than to drain it.</summary>
    public bool IsKilled { get; init; }

    /// <summary>When the parent started the process, a timestamp of the stopwatch; 0 where it is no matter.</summary>
    public long StartedAt { get; init; }
}
