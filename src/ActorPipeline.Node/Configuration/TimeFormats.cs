using ActorPipeline.Hocon;
using ActorPipeline.Plan;

namespace ActorPipeline.Node.Configuration;

/// <summary>Names of ways to write a point in time.</summary>
internal static class TimeFormats
{
    private static readonly (string Name, TimeFormatKind Kind)[] Named =
    [
        ("iso8601", TimeFormatKind.Iso8601),
        ("epoch-s", TimeFormatKind.EpochSeconds),
        ("epoch-ms", TimeFormatKind.EpochMillis),
        ("epoch-us", TimeFormatKind.EpochMicros),
        ("epoch-ns", TimeFormatKind.EpochNanos),
        ("common-log", TimeFormatKind.CommonLog),
    ];

    public static TimeFormat Default { get; } = new(TimeFormatKind.Iso8601);

    /// <exception cref="HoconException">It is neither a name nor a pattern.</exception>
    public static TimeFormat Parse(HoconValue value)
    {
        var text = value.AsString();
        foreach (var (name, kind) in Named)
        {
            if (name == text)
            {
                return new TimeFormat(kind);
            }
        }

        // Every pattern has a year; a name has none of these letters twice.
        if (text.Contains("yy", StringComparison.Ordinal))
        {
            return new TimeFormat(TimeFormatKind.Custom, text);
        }

        var names = Named.Select(n => n.Name).ToList();
        var hint = Hint.For(
            text, names, $"use {Hint.Join(names, "or")}, or a pattern such as \"yyyy/MM/dd HH:mm:ss\"");
        throw new HoconException(value.Origin, $"there is no time format '{text}'; {hint}");
    }
}
