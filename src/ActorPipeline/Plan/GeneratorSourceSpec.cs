namespace ActorPipeline.Plan;

/// <summary>
/// Made-up records, the same for the same settings: record i of a partition is a function of the seed and i.
/// </summary>
/// <param name="Kind">Which kind of record.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Partitions">Number of source partitions, at least 1.</param>
/// <param name="Count">Records in all, spread over the partitions; null for no end.</param>
public sealed record GeneratorSourceSpec(GeneratorKind Kind, long Seed, int Partitions, long? Count) : SourceSpec
{
    /// <summary>Records per second of wall time over all partitions; null for as fast as they are taken.</summary>
    public double? RatePerSecond { get; init; }

    /// <summary>Number of different keys.</summary>
    public int Keys { get; init; } = 1000;

    /// <summary>Zipf exponent of the keys' frequencies; 0 is uniform.</summary>
    public double Skew { get; init; }

    /// <summary>Event time of the first record, microseconds since 1970.</summary>
    public long StartUs { get; init; } = 1_700_000_000_000_000;

    /// <summary>Records per second of event time, over all partitions.</summary>
    public double EventRatePerSecond { get; init; } = 1000;

    /// <summary>How far a record's event time may lie behind the newest, microseconds; uniformly drawn.</summary>
    public long OutOfOrderUs { get; init; }

    /// <summary>Share of records that are malformed, 0 to 1.</summary>
    public double MalformedShare { get; init; }
}
