using ActorPipeline.Decoding;
using ActorPipeline.Hocon;
using ActorPipeline.Notation;
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

        // Every pattern has a year, which a name has not; and signs that no name has, even where it is a wrong one.
        var names = Named.Select(n => n.Name).ToList();
        if (text.Contains("yy", StringComparison.OrdinalIgnoreCase)
            || (NearestName.Of(text, names) is null && text.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-')))
        {
            return Pattern(value.Origin, text);
        }

        var hint = Hint.For(
            text, names, $"use {Hint.Join(names, "or")}, or a pattern such as \"yyyy/MM/dd HH:mm:ss\"");
        throw new HoconException(value.Origin, $"there is no time format '{text}'; {hint}");
    }

    private static TimeFormat Pattern(HoconOrigin origin, string text)
    {
        var format = new TimeFormat(TimeFormatKind.Custom, text);
        try
        {
            _ = TimeParser.Create(format);
            return format;
        }
        catch (ArgumentException e)
        {
            throw new HoconException(origin, e.Message);
        }
    }
}
