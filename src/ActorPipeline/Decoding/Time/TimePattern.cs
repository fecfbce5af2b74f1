using System.Globalization;

namespace ActorPipeline.Decoding;

/// <summary>What .NET format strings of times must be like, so that they read what they are meant to.</summary>
internal static class TimePattern
{
    /// <summary>The longest time that is read, in bytes and in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// How texts are read. Without NoCurrentDateDefault, the ambient clock would be read for a date part that is
    /// missing.
    /// </summary>
    public const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        | DateTimeStyles.NoCurrentDateDefault;

    private static readonly DateTime[] _samples = [new(2015, 5, 17, 22, 5, 3), new(2023, 11, 28, 7, 45, 59)];

    /// <summary>
    /// The pattern. Throws <see cref="ArgumentException"/>, which says what to write, for one that is no format string,
    /// has a letter that means nothing, does not tell the date, or writes times that it can't read.
    /// </summary>
    public static string Check(string? pattern)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            throw new ArgumentException("the custom time format is empty; write a pattern such as yyyy-MM-dd HH:mm:ss");
        }

        if (pattern.Length > MaxLength)
        {
            throw new ArgumentException(
                $"the time format has {pattern.Length} characters; a time is read from at most {MaxLength}");
        }

        if (new TimePatternScan(pattern).Problem() is { } problem)
        {
            throw new ArgumentException($"the time format '{pattern}' {problem}");
        }

        // All are Tuesdays: the name of the day must not be what tells them apart.
        var sample = Write(pattern, new DateTime(2015, 2, 17));
        Require(pattern, sample != Write(pattern, new DateTime(2026, 2, 17)), "tells no year (yyyy)");
        Require(pattern, sample != Write(pattern, new DateTime(2015, 3, 17)), "tells no month (MM)");
        Require(pattern, sample != Write(pattern, new DateTime(2015, 2, 24)), "tells no day (dd)");
        foreach (var time in _samples)
        {
            var text = Write(pattern, time);
            Require(
                pattern,
                DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, Styles, out var read)
                    && Write(pattern, read) == text && read.Date == time.Date,
                $"can't be read back: '{text}' is not one of its times");
        }

        return pattern;
    }

    private static string Write(string pattern, DateTime time)
    {
        try
        {
            return new DateTimeOffset(time, TimeSpan.Zero).ToString(pattern, CultureInfo.InvariantCulture);
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
