namespace ActorPipeline.Plan;

/// <summary>Where records come from.</summary>
public abstract record SourceSpec
{
    /// <summary>Longest record, in bytes; a longer one is a dead letter of which this much is kept.</summary>
    public int MaxRecordBytes { get; init; } = 1 << 20;

    /// <summary>Target size of a batch, in bytes of input.</summary>
    public int BatchBytes { get; init; } = 256 << 10;
}
