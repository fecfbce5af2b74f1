using System.Buffers.Binary;

namespace ActorPipeline.Decoding;

/// <summary>
/// Reads ISO 8601 calendar times, RFC 3339 among them: <c>2015-05-17</c>, <c>2015-05-17T10:05:03.123456789+01:00</c>.
/// Between date and time a T or a space; seconds may be missing; a fraction after a point or a comma, of any length;
/// then Z, an offset, or nothing for UTC, with or without a space before. Leap seconds (<c>:60</c>) are refused.
/// </summary>
internal sealed class Iso8601TimeParser() : TimeParser("a time such as 2015-05-17T10:05:03.123Z")
{
    private const int DateLength = 10;

    // The cache of the last date starts with a true one, the first of January 1970.
    private ulong _lastYearMonth = BinaryPrimitives.ReadUInt64LittleEndian("1970-01-"u8);
    private ushort _lastDayOfMonth = BinaryPrimitives.ReadUInt16LittleEndian("01"u8);
    private long _lastDay;

    /// <inheritdoc />
    public override bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        if (text.Length < DateLength || !TryDate(text, out micros))
        {
            micros = 0;
            return false;
        }

        text = text[DateLength..];
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
        return micros is >= MinMicros and <= MaxMicros;
    }

    private bool TryDate(ReadOnlySpan<byte> text, out long micros)
    {
        var yearMonth = BinaryPrimitives.ReadUInt64LittleEndian(text);
        var dayOfMonth = BinaryPrimitives.ReadUInt16LittleEndian(text[8..]);
        if (yearMonth == _lastYearMonth && dayOfMonth == _lastDayOfMonth)
        {
            micros = _lastDay;
            return true;
        }

        micros = 0;
        if (text[4] != '-' || text[7] != '-' || !CivilTime.TryDay(
            CivilTime.Four(text, 0), CivilTime.Two(text, 5), CivilTime.Two(text, 8), out micros))
        {
            return false;
        }

        (_lastYearMonth, _lastDayOfMonth, _lastDay) = (yearMonth, dayOfMonth, micros);
        return true;
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
