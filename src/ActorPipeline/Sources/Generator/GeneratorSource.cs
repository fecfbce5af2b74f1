using System.Globalization;
using System.Text;
using ActorPipeline.Plan;

namespace ActorPipeline.Sources.Generator;

/// <summary>
/// Made-up records. What it journals are the settings that the records depend on, as text: with others, a position
/// would mean another record.
/// </summary>
internal sealed class GeneratorSource : ISource
{
    private const int MaxKeys = 1 << 24;
    private const int MaxPartitions = 1 << 16;

    /// <summary>Creates the partitions.</summary>
    /// <exception cref="SourceException">A setting is out of range, or differs from the last run's.</exception>
    public GeneratorSource(GeneratorSourceSpec spec, ReadOnlySpan<byte> savedState, TimeProvider time)
    {
        Check(spec);
        var settings = Describe(spec);
        var saved = Encoding.UTF8.GetString(savedState);
        if (saved.Length > 0 && saved != settings)
        {
            throw new SourceException($"The generator ran with \"{saved}\" before and has \"{settings}\" now, so its "
                + "positions would mean other records. Change the settings back, or start afresh (--fresh).");
        }

        State = Encoding.UTF8.GetBytes(settings);
        var maker = RecordMaker.Create(spec);
        var partitions = new GeneratorPartition[spec.Partitions];
        for (var i = 0; i < partitions.Length; i++)
        {
            partitions[i] = new GeneratorPartition(spec, maker, i, time);
        }

        Partitions = partitions;
    }

    /// <inheritdoc />
    public bool CanReplay => true;

    /// <inheritdoc />
    public IReadOnlyList<ISourcePartition> Partitions { get; }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> State { get; }

    /// <summary>Refuses settings that make no sense.</summary>
    /// <exception cref="SourceException">A setting is out of range.</exception>
    public static void Check(GeneratorSourceSpec spec)
    {
        Require(spec.Partitions is >= 1 and <= MaxPartitions, "partitions", spec.Partitions, $"1 to {MaxPartitions}");
        Require(spec.Count is null or >= 0, "count", spec.Count ?? 0, "0 or more");
        Require(spec.Keys is >= 1 and <= MaxKeys, "keys", spec.Keys, $"1 to {MaxKeys}");
        Require(spec.Skew is >= 0 and <= 10, "skew", spec.Skew, "0 to 10");
        Require(spec.MalformedShare is >= 0 and <= 1, "malformed share", spec.MalformedShare, "0 to 1");
        Require(
            spec.StartUs is >= 0 and <= RecordMaker.MaxTimeUs, "start", spec.StartUs,
            $"0 to {RecordMaker.MaxTimeUs} us");
        Require(spec.OutOfOrderUs is >= 0 and < long.MaxValue, "out-of-order time", spec.OutOfOrderUs, "0 or more");
        Require(spec.RatePerSecond is null or (> 0 and <= 1e12), "rate", spec.RatePerSecond ?? 0, "more than 0");
        Require(
            spec.EventRatePerSecond is >= 1e-6 and <= 1e12, "event rate", spec.EventRatePerSecond, "0.000001 to 1e12");
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private static void Require(bool holds, string setting, double value, string range)
    {
        if (!holds)
        {
            throw new SourceException(string.Create(
                CultureInfo.InvariantCulture, $"The generator's {setting} is {value}; it must be {range}."));
        }
    }

    private static string Describe(GeneratorSourceSpec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $"generator 1: kind {spec.Kind}, seed {spec.Seed}, partitions {spec.Partitions}, keys {spec.Keys}, skew "
        + $"{spec.Skew:R}, start {spec.StartUs} us, event rate {spec.EventRatePerSecond:R}/s, out of order "
        + $"{spec.OutOfOrderUs} us, malformed {spec.MalformedShare:R}");
}
