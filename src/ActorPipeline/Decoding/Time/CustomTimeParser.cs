using System.Globalization;
using System.Text;

namespace ActorPipeline.Decoding;

/// <summary>Reads times by a .NET format string with invariant names; as UTC unless they hold an offset.</summary>
internal sealed class CustomTimeParser : TimeParser
{
    private readonly string _pattern;

    /// <summary>
    /// Creates the parser. Throws <see cref="ArgumentException"/> for a pattern that is no format string, does not
    /// tell the date, or writes times that it can't read.
    /// </summary>
    public CustomTimeParser(string? pattern)
        : base($"a time written as {pattern}")
    {
        _pattern = TimePattern.Check(pattern);
    }

    /// <inheritdoc />
    public override bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        Span<char> chars = stackalloc char[TimePattern.MaxLength];
        if (text.Length > TimePattern.MaxLength || !Encoding.UTF8.TryGetChars(text, chars, out var length)
            || !DateTime.TryParseExact(
                chars[..length], _pattern, CultureInfo.InvariantCulture, TimePattern.Styles, out var time))
        {
            return false;
        }

        // Ticks are not negative, so the division truncates towards the past.
        micros = time.Ticks / TimeSpan.TicksPerMicrosecond + MinMicros;
        return true;
    }
}
