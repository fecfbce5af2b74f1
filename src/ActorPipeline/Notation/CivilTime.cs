namespace ActorPipeline.Notation;

/// <summary>Pieces of dates and times of day, read from fixed places of a text.</summary>
internal static class CivilTime
{
    /// <summary>Microseconds of a second.</summary>
    public const long Second = 1_000_000;

    /// <summary>Microseconds of a minute.</summary>
    public const long Minute = 60 * Second;

    /// <summary>Microseconds of an hour.</summary>
    public const long Hour = 60 * Minute;

    /// <summary>Microseconds of a day.</summary>
    public const long Day = 24 * Hour;

    /// <summary>The first microsecond of the year 1: times before it have no text that is read again.</summary>
    public const long Least = -62_135_596_800 * Second;

    /// <summary>The last microsecond of the year 9999.</summary>
    public const long Greatest = 253_402_300_800 * Second - 1;

    /// <summary>Marks digits that are none.</summary>
    public const int NoDigits = int.MaxValue;

    /// <summary>Division rounded down, which a time before 1970 needs.</summary>
    public static long FloorDivide(this long value, long divisor) =>
        value / divisor - (value % divisor < 0 ? 1 : 0);

    /// <summary>Two digits at a place, or <see cref="NoDigits"/>.</summary>
    public static int Two(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return NoDigits;
        }

        var tens = text[at] - (uint)'0';
        var ones = text[at + 1] - (uint)'0';
        return (tens <= 9 && ones <= 9) ? (int)(tens * 10 + ones) : NoDigits;
    }

    /// <summary>Four digits at a place, or <see cref="NoDigits"/>.</summary>
    public static int Four(ReadOnlySpan<byte> text, int at)
    {
        var high = Two(text, at);
        var low = Two(text, at + 2);
        return high != NoDigits && low != NoDigits ? high * 100 + low : NoDigits;
    }

    /// <summary>The first microsecond of a day of the Gregorian calendar; false when there is no such day.</summary>
    public static bool TryDay(int year, int month, int day, out long micros)
    {
        micros = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        micros = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks) / 10;
        return true;
    }

    /// <summary>Reads <c>HH:mm:ss</c> at a place.</summary>
    public static bool TryClock(ReadOnlySpan<byte> text, int at, out long micros)
    {
        micros = 0;
        if (at + 8 > text.Length || text[at + 2] != ':' || text[at + 5] != ':')
        {
            return false;
        }

        var (hour, minute, second) = (Two(text, at), Two(text, at + 3), Two(text, at + 6));
        micros = hour * Hour + minute * Minute + second * Second;
        return hour <= 23 && minute <= 59 && second <= 59;
    }

    /// <summary>Reads an offset from UTC that takes up the text: <c>+hh:mm</c>, <c>+hhmm</c> or <c>+hh</c>.</summary>
    public static bool TryOffset(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length is not (3 or 5 or 6) || text[0] is not ((byte)'+' or (byte)'-')
            || (text.Length == 6 && text[3] != ':'))
        {
            return false;
        }

        var hours = Two(text, 1);
        var minutes = text.Length == 3 ? 0 : Two(text, text.Length - 2);
        micros = hours * Hour + minutes * Minute;
        micros = text[0] == '-' ? -micros : micros;
        return hours <= 23 && minutes <= 59;
    }
}
