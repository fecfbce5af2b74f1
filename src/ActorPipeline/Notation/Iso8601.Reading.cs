namespace ActorPipeline.Notation;

/// <remarks>
/// Reads ISO 8601 calendar times, RFC 3339 among them: <c>2015-05-17</c>, <c>2015-05-17T10:05:03.123456789+01:00</c>.
/// Between date and time a T or a space; seconds may be missing; a fraction after a point or a comma, of any length;
/// then Z, an offset, or nothing for UTC, with or without a space before. Digits past microseconds are cut. Leap
/// seconds (<c>:60</c>) are refused, and years before 1.
/// </remarks>
internal static partial class Iso8601
{
    /// <summary>Bytes of a date.</summary>
    internal const int DateLength = 10;

    /// <summary>Reads a date, or a date and time; false when it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        if (TryDate(text, out micros) && TryTime(text[DateLength..], ref micros))
        {
            return true;
        }

        micros = 0;
        return false;
    }

    /// <summary>Reads the date that a text begins with: the first microsecond of the day.</summary>
    internal static bool TryDate(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        return text.Length >= DateLength && text[4] == '-' && text[7] == '-' && CivilTime.TryDay(
            CivilTime.Four(text, 0), CivilTime.Two(text, 5), CivilTime.Two(text, 8), out micros);
    }

    /// <summary>Reads what is after the date, nothing or a time of day, and adds it.</summary>
    internal static bool TryTime(ReadOnlySpan<byte> text, ref long micros)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ((byte)'T' or (byte)' ' or (byte)'t') || !TryClock(ref text, out var clock)
            || !TryFraction(ref text, out var fraction) || !TryZone(text, out var offset))
        {
            return false;
        }

        micros += clock + fraction - offset;
        return HasText(micros);
    }

    private static bool TryClock(ref ReadOnlySpan<byte> text, out long micros)
    {
        if (CivilTime.TryClock(text, 1, out micros))
        {
            text = text[9..];
            return true;
        }

        // Without seconds; anything but a zone after the minutes is a broken time.
        if (text.Length < 6 || text[3] != ':' || (text.Length > 6 && text[6] is (byte)':' or (byte)'.' or (byte)','))
        {
            return false;
        }

        var (hour, minute) = (CivilTime.Two(text, 1), CivilTime.Two(text, 4));
        micros = hour * CivilTime.Hour + minute * CivilTime.Minute;
        text = text[6..];
        return hour <= 23 && minute <= 59;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text is not [(byte)'.' or (byte)',', ..])
        {
            return true;
        }

        var weight = CivilTime.Second / 10;
        var at = 1;
        for (; at < text.Length && text[at] - (uint)'0' <= 9; at++)
        {
            micros += (text[at] - '0') * weight;
            weight /= 10;
        }

        text = text[at..];
        return at > 1;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, out long offset)
    {
        offset = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        text = text[0] == ' ' ? text[1..] : text;
        return text is [(byte)'Z' or (byte)'z'] || CivilTime.TryOffset(text, out offset);
    }
}
