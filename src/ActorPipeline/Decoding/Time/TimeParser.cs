using ActorPipeline.Notation;
using ActorPipeline.Plan;
using ActorPipeline.Records;

namespace ActorPipeline.Decoding;

/// <summary>
/// Reads points in time of one <see cref="TimeFormat"/> from UTF-8 text, without allocating. Times are microseconds
/// since 1970-01-01T00:00:00Z, of the years 1 to 9999; finer fractions are truncated towards the past. An instance
/// may cache the last date: one thread at a time.
/// </summary>
internal abstract class TimeParser
{
    /// <summary>The first microsecond of year 1.</summary>
    public const long MinMicros = CivilTime.Least;

    /// <summary>The last microsecond of year 9999.</summary>
    public const long MaxMicros = CivilTime.Greatest;

    private protected TimeParser(string expectation) => Expectation = expectation;

    /// <summary>What the text should look like, for error messages: <c>a time in milliseconds since 1970</c>.</summary>
    public string Expectation { get; }

    /// <summary>
    /// Creates the parser of a format. Throws <see cref="ArgumentException"/> for a custom pattern that can't be used.
    /// </summary>
    public static TimeParser Create(TimeFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return format.Kind switch
        {
            TimeFormatKind.EpochSeconds => new EpochTimeParser(6, "seconds"),
            TimeFormatKind.EpochMillis => new EpochTimeParser(3, "milliseconds"),
            TimeFormatKind.EpochMicros => new EpochTimeParser(0, "microseconds"),
            TimeFormatKind.EpochNanos => new EpochTimeParser(-3, "nanoseconds"),
            TimeFormatKind.Iso8601 => new Iso8601TimeParser(),
            TimeFormatKind.CommonLog => new CommonLogTimeParser(),
            TimeFormatKind.Custom => new CustomTimeParser(format.Pattern),
            _ => throw new ArgumentException($"no such time format: {format.Kind}", nameof(format)),
        };
    }

    /// <summary>
    /// Creates the parser of a column: of its format if it is a time, ISO 8601 by default; null for other types.
    /// </summary>
    public static TimeParser? CreateFor(ColumnSpec column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Type == ColumnType.Timestamp
            ? Create(column.TimeFormat ?? new TimeFormat(TimeFormatKind.Iso8601))
            : null;
    }

    /// <summary>Reads a time that takes up the whole text; false when it is not one, or out of range.</summary>
    public abstract bool TryParse(ReadOnlySpan<byte> text, out long micros);
}
