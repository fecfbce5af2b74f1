using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>The patterns that have a name: what they capture, and of what types.</summary>
internal static class ReadyPatterns
{
    /// <summary>The name of the common log format.</summary>
    public const string Common = "common";

    /// <summary>The name of the combined log format, the default of nginx: common, plus referer and agent.</summary>
    public const string Combined = "combined";

    private static readonly ColumnSpec[] AccessLog =
    [
        new("host", ColumnType.String, "host"),
        new("ident", ColumnType.String, "ident"),
        new("user", ColumnType.String, "user"),
        new("time", ColumnType.Timestamp, "time", new TimeFormat(TimeFormatKind.CommonLog)),
        new("method", ColumnType.String, "method"),
        new("path", ColumnType.String, "path"),
        new("protocol", ColumnType.String, "protocol"),
        new("status", ColumnType.Int64, "status"),
        new("size", ColumnType.Int64, "size"),
        new("referer", ColumnType.String, "referer"),
        new("agent", ColumnType.String, "agent"),
    ];

    private static readonly Dictionary<string, IReadOnlyList<ColumnSpec>> ByName = new(StringComparer.Ordinal)
    {
        [Common] = AccessLog[..^2],
        [Combined] = AccessLog,
    };

    /// <summary>Every ready pattern's columns, by its name, in the order of the line.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<ColumnSpec>> All => ByName;
}
