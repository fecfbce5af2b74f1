using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActorPipeline.Expressions;

/// <summary>Timestamps as text: UTC, <c>2015-05-17T10:05:03.123456Z</c>; whole seconds have no fraction.</summary>
internal static class Iso8601
{
    /// <summary>
    /// Bytes to format into: one more than the longest text, for the runtime writes tenths of microseconds.
    /// </summary>
    public const int BufferBytes = 28;

    public const long MicrosecondsPerSecond = 1_000_000;
    public const long MicrosecondsPerDay = 86_400 * MicrosecondsPerSecond;

    private const int WithoutFraction = 20;
    private const int WithFraction = 27;

    private const long Least = -62_135_596_800 * MicrosecondsPerSecond;
    private const long Greatest = 253_402_300_800 * MicrosecondsPerSecond - 1;

    private static readonly string[] _formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
    ];

    /// <summary>Whether a time lies in the years 1 to 9999, which alone have a text.</summary>
    public static bool HasText(long microseconds) => microseconds is >= Least and <= Greatest;

    /// <summary>Formats a time that has a text; any other as the nearest that has one.</summary>
    public static string Format(long microseconds)
    {
        Span<byte> text = stackalloc byte[BufferBytes];
        return Encoding.ASCII.GetString(text[..Format(microseconds, text)]);
    }

    /// <summary>Formats into <see cref="BufferBytes"/> bytes and returns how many were used.</summary>
    public static int Format(long microseconds, Span<byte> target)
    {
        var time = ToDateTime(Math.Clamp(microseconds, Least, Greatest));
        var fits = Utf8Formatter.TryFormat(time, target, out _, new System.Buffers.StandardFormat('O'));
        Debug.Assert(fits, "the caller gives a buffer of BufferBytes");

        // 'O' of UTC is 2015-05-17T10:05:03.1234567Z.
        if (microseconds % MicrosecondsPerSecond == 0)
        {
            target[WithoutFraction - 1] = (byte)'Z';
            return WithoutFraction;
        }

        target[WithFraction - 1] = (byte)'Z';
        return WithFraction;
    }

    /// <summary>
    /// Reads a date, or a date and time; without an offset it is UTC. Digits past microseconds are cut.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long microseconds)
    {
        microseconds = 0;
        if (!DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return false;
        }

        microseconds = (time.Ticks - DateTime.UnixEpoch.Ticks).FloorDivide(TimeSpan.TicksPerMicrosecond);
        return true;
    }

    /// <summary>Division rounded down, which a time before 1970 needs.</summary>
    public static long FloorDivide(this long value, long divisor) =>
        value / divisor - (value % divisor < 0 ? 1 : 0);

    private static DateTime ToDateTime(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + microseconds * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
