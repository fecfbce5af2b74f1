using System.Text;

namespace ActorPipeline.Notation;

/// <summary>
/// Timestamps as ISO 8601 text in UTC: <c>2023-11-14T22:13:20Z</c>, with 3 or 6 digits of fraction only where there
/// is one. Years outside of 0000..9999 take the expanded form: a sign and six digits.
/// </summary>
internal static partial class Iso8601
{
    /// <summary>Bytes that any timestamp needs at most.</summary>
    public const int MaxLength = 32;

    /// <summary>Whether a time lies in the years 1 to 9999, whose texts are read again.</summary>
    /// <param name="micros">Microseconds since 1970-01-01T00:00:00Z.</param>
    public static bool HasText(long micros) => micros is >= CivilTime.Least and <= CivilTime.Greatest;

    /// <summary>A timestamp as text.</summary>
    /// <inheritdoc cref="Write" path="/param" />
    public static string Format(long micros, bool isShort = true)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return Encoding.ASCII.GetString(text[..Write(micros, text, isShort)]);
    }

    /// <summary>Writes a timestamp.</summary>
    /// <param name="micros">Microseconds since 1970-01-01T00:00:00Z.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="isShort">
    /// Whether whole milliseconds have three digits. Else a fraction has six, as in the texts of expressions, which are
    /// in journals.
    /// </param>
    /// <returns>Number of bytes written.</returns>
    public static int Write(long micros, Span<byte> destination, bool isShort = true)
    {
        var (seconds, fraction) = FloorDivRem(micros, CivilTime.Second);
        var (days, secondOfDay) = FloorDivRem(seconds, CivilTime.Day / CivilTime.Second);
        var at = WriteDate(days, destination);
        var (minuteOfDay, second) = ((int)secondOfDay / 60, (int)secondOfDay % 60);
        var time = destination.Slice(at, 9);
        time[0] = (byte)'T';
        TwoDigits(minuteOfDay / 60, time[1..]);
        time[3] = (byte)':';
        TwoDigits(minuteOfDay % 60, time[4..]);
        time[6] = (byte)':';
        TwoDigits(second, time[7..]);
        at += 9;
        at += WriteFraction((int)fraction, destination[at..], isShort);
        destination[at] = (byte)'Z';
        return at + 1;
    }

    /// <summary>The proleptic Gregorian date of a day, by 400-year eras that begin on the first of March.</summary>
    /// <remarks>See http://howardhinnant.github.io/date_algorithms.html#civil_from_days.</remarks>
    private static int WriteDate(long daysSince1970, Span<byte> destination)
    {
        const int daysPerEra = 146_097;
        const int daysFromMarch0000To1970 = 719_468;
        var (era, dayOfEra) = FloorDivRem(daysSince1970 + daysFromMarch0000To1970, daysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        var at = WriteYear((int)year, destination);
        var rest = destination.Slice(at, 6);
        rest[0] = (byte)'-';
        TwoDigits((int)month, rest[1..]);
        rest[3] = (byte)'-';
        TwoDigits((int)day, rest[4..]);
        return at + 6;
    }

    private static int WriteYear(int year, Span<byte> destination)
    {
        if (year is >= 0 and <= 9999)
        {
            TwoDigits(year / 100, destination);
            TwoDigits(year % 100, destination[2..]);
            return 4;
        }

        destination[0] = (byte)(year < 0 ? '-' : '+');
        year = Math.Abs(year);
        TwoDigits(year / 10_000, destination[1..]);
        TwoDigits(year / 100 % 100, destination[3..]);
        TwoDigits(year % 100, destination[5..]);
        return 7;
    }

    private static int WriteFraction(int micros, Span<byte> destination, bool isShort)
    {
        if (micros == 0)
        {
            return 0;
        }

        var (millis, rest) = (micros / 1000, micros % 1000);
        destination[0] = (byte)'.';
        ThreeDigits(millis, destination[1..]);
        if (rest == 0 && isShort)
        {
            return 4;
        }

        ThreeDigits(rest, destination[4..]);
        return 7;
    }

    private static void TwoDigits(int value, Span<byte> destination)
    {
        destination[1] = (byte)('0' + (value % 10));
        destination[0] = (byte)('0' + (value / 10));
    }

    private static void ThreeDigits(int value, Span<byte> destination)
    {
        TwoDigits(value % 100, destination[1..]);
        destination[0] = (byte)('0' + (value / 100));
    }

    private static (long Quotient, long Remainder) FloorDivRem(long value, long divisor)
    {
        var quotient = value.FloorDivide(divisor);
        return (quotient, value - (quotient * divisor));
    }
}
