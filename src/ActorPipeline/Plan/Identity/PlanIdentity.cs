using System.Text.Json;
using ActorPipeline.Journal;

namespace ActorPipeline.Plan;

/// <summary>
/// What of a plan the journaled state depends on, in words that can be compared and shown. The host journals it as
/// the value <see cref="JournalValue"/> before the first commit, and again after an allowed change.
/// </summary>
internal sealed record PlanIdentity
{
    /// <summary>Name of the journal's value that holds it.</summary>
    public const string JournalValue = "plan";

    /// <summary>Version of the JSON form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the JSON form that this was written in.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>What the source's positions mean: its kind and what decides about its partitions.</summary>
    public required string Source { get; init; }

    /// <summary>How records are decoded; may change.</summary>
    public required string Decoder { get; init; }

    /// <summary>The filter; empty for none; may change.</summary>
    public required string Where { get; init; }

    /// <summary>The key's parts by name, with type and origin.</summary>
    public required IReadOnlyList<NamedDefinition> Key { get; init; }

    /// <summary>Where event time comes from; empty for none.</summary>
    public required string EventTime { get; init; }

    /// <summary>Out-of-orderness, microseconds; may change.</summary>
    public required long OutOfOrderUs { get; init; }

    /// <summary>Allowed lateness, microseconds.</summary>
    public required long AllowedLatenessUs { get; init; }

    /// <summary>The windows.</summary>
    public required string Window { get; init; }

    /// <summary>The number of shards.</summary>
    public required int Shards { get; init; }

    /// <summary>The aggregates in order, by canonical text; may change.</summary>
    public required IReadOnlyList<NamedDefinition> Aggregates { get; init; }

    /// <summary>Where results go; may change.</summary>
    public required string Sink { get; init; }

    /// <summary>Where dead letters go; may change.</summary>
    public required string DeadLetters { get; init; }

    /// <summary>Describes a plan.</summary>
    public static PlanIdentity Of(PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new PlanDescriber(plan).Describe();
    }

    /// <summary>What a plan changes of a journal's state; null where there is no state.</summary>
    /// <exception cref="JournalException">The journal's plan can't be read.</exception>
    public static IReadOnlyList<PlanChange>? ChangesIn(IJournal journal, PipelinePlan plan)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.ReadValue(JournalValue) is { } json ? Of(plan).ChangesFrom(Parse(json)) : null;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JournalException">It is of a newer version, or not a plan at all.</exception>
    public static PlanIdentity Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var identity = JsonSerializer.Deserialize(json, PlanIdentityJson.Default.PlanIdentity)!;
            return identity.Format <= CurrentFormat
                ? identity
                : throw new JournalException(
                    $"The journal's plan has format {identity.Format}, this version reads up to {CurrentFormat}. "
                    + "Run it with the version that wrote it, or with a newer one.",
                    JournalFault.Incompatible);
        }
        catch (JsonException e)
        {
            throw new JournalException(
                "The journal's plan can't be read: its JSON is damaged. Restore the data directory from a backup, "
                + "or start over with --fresh.",
                JournalFault.Corrupt,
                e);
        }
    }

    /// <summary>The JSON form, UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PlanIdentityJson.Default.PlanIdentity);

    /// <summary>What this plan changes of the one that the state was made by; empty when nothing.</summary>
    public IReadOnlyList<PlanChange> ChangesFrom(PlanIdentity journaled)
    {
        ArgumentNullException.ThrowIfNull(journaled);
        return new PlanComparison(journaled, this).Run();
    }
}
