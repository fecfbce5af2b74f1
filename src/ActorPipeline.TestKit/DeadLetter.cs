using ActorPipeline.Emission;
using ActorPipeline.Plan;
using ActorPipeline.Records;
using ActorPipeline.TestKit.InMemory;

namespace ActorPipeline.TestKit;

/// <summary>A record that was not applied.</summary>
/// <param name="Partition">Its source partition.</param>
/// <param name="Position">Where it begins there, in bytes: each record before it has its length and 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">Why, in words.</param>
/// <param name="Record">The record.</param>
public sealed record DeadLetter(int Partition, long Position, DeadReason Reason, string Detail, string Record)
{
    private static readonly ResultColumn[] _columns =
    [
        new("partition", ColumnType.Int64, true),
        new("position", ColumnType.Int64, true),
        new("reason", ColumnType.String, false),
        new("detail", ColumnType.String, false),
        new("record", ColumnType.String, false),
    ];

    /// <summary>The columns that an expectation may name.</summary>
    public static IReadOnlyList<ResultColumn> Columns => _columns;

    /// <summary>The reason as files of dead letters have it: <c>late</c>, <c>bad-time</c>.</summary>
    public static string NameOf(DeadReason reason) => reason switch
    {
        DeadReason.Malformed => "malformed",
        DeadReason.OverLong => "over-long",
        DeadReason.InvalidUtf8 => "invalid-utf8",
        DeadReason.BadTime => "bad-time",
        DeadReason.Late => "late",
        DeadReason.Rejected => "rejected",
        _ => $"reason-{(int)reason}",
    };

    /// <summary>All names of reasons.</summary>
    public static IReadOnlyList<string> ReasonNames { get; } = [.. Enum.GetValues<DeadReason>().Select(NameOf)];

    /// <summary>A dead letter of a target's row.</summary>
    internal static DeadLetter Of(SinkRow row) => new(
        (int)(long)row.Values[DeadLetterSchema.Partition]!,
        (long)row.Values[DeadLetterSchema.Position]!,
        (DeadReason)(long)row.Values[DeadLetterSchema.Reason]!,
        (string?)row.Values[DeadLetterSchema.Detail] ?? "",
        (string?)row.Values[DeadLetterSchema.Record] ?? "");

    /// <summary>As a row, with the reason's name.</summary>
    internal SinkRow ToRow() =>
        new(default, 0, _columns, [(long)Partition, Position, NameOf(Reason), Detail, Record]);
}
