using System.Globalization;
using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>Reads times by a .NET format string with invariant names; as UTC unless they hold an offset.</summary>
internal sealed class CustomTimeParser : TimeParser
{
    private const int MaxLength = 128;

    // Without NoCurrentDateDefault, parsing would read the ambient clock for a date part that is missing.
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        | DateTimeStyles.NoCurrentDateDefault;

    private readonly string _pattern;

    /// <summary>
    /// Creates the parser. Throws <see cref="ArgumentException"/> for a pattern that is no format string, does not
    /// tell the date, or writes times that it can't read.
    /// </summary>
    public CustomTimeParser(string? pattern)
        : base($"a time written as {pattern}")
    {
        _pattern = Validate(pattern);
    }

    /// <inheritdoc />
    public override bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        Span<char> chars = stackalloc char[MaxLength];
        if (text.Length > MaxLength || !Encoding.UTF8.TryGetChars(text, chars, out var length)
            || !DateTime.TryParseExact(chars[..length], _pattern, CultureInfo.InvariantCulture, Styles, out var time))
        {
            return false;
        }

        // Ticks are not negative, so the division truncates towards the past.
        micros = time.Ticks / TimeSpan.TicksPerMicrosecond + MinMicros;
        return true;
    }

    private static string Validate(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            throw new ArgumentException("the custom time format is empty; write a pattern such as yyyy-MM-dd HH:mm:ss");
        }

        var sample = Write(pattern, 2015, 5, 17);
        Require(pattern, sample != Write(pattern, 2016, 5, 17), "tells no year (yyyy)");
        Require(pattern, sample != Write(pattern, 2015, 6, 17), "tells no month (MM)");
        Require(pattern, sample != Write(pattern, 2015, 5, 18), "tells no day (dd)");
        Require(
            pattern,
            DateTime.TryParseExact(sample, pattern, CultureInfo.InvariantCulture, Styles, out _),
            $"can't be read back: '{sample}' is not one of its times");
        return pattern;
    }

    private static string Write(string pattern, int year, int month, int day)
    {
        try
        {
            var time = new DateTimeOffset(year, month, day, 22, 5, 3, TimeSpan.Zero);
            return time.ToString(pattern, CultureInfo.InvariantCulture);
        }
        catch (FormatException error)
        {
            throw new ArgumentException($"the time format '{pattern}' is not a .NET format string", error);
        }
    }

    private static void Require(string pattern, bool condition, string complaint)
    {
        if (!condition)
        {
            throw new ArgumentException($"the time format '{pattern}' {complaint}");
        }
    }
}
