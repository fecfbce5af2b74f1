namespace ActorPipeline.TestKit;

/// <summary>How a <see cref="PipelineTest"/> runs its pipeline. None of it may change a result.</summary>
public sealed record PipelineTestOptions
{
    /// <summary>What the order of steps, the sizes of batches and what a crash leaves are drawn from.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>What the message of a failure says of how to run it again.</summary>
    /// <value>Default null: that it is with the same <see cref="Seed"/>.</value>
    public string? Replay { get; init; }

    /// <summary>Source partitions.</summary>
    /// <value>Default 1; at least 1.</value>
    public int Partitions { get; init; } = 1;

    /// <summary>A batch has 1 to this many records.</summary>
    /// <value>Default 50; at least 1.</value>
    public int MaxBatchRecords { get; init; } = 50;

    /// <summary>Whether the source can be read again after a crash, as files can; else as standard input.</summary>
    /// <value>Default true.</value>
    public bool CanReplay { get; init; } = true;
}
