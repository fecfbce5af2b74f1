using ActorPipeline.Expressions.Kernels;
using ActorPipeline.Notation;

namespace ActorPipeline.Expressions.Functions;

/// <summary>Parts of a time; every time has a time of day, but only the years 1 to 9999 have a date.</summary>
internal static class TimeParts
{
    /// <summary>Microseconds since the last midnight.</summary>
    public static long OfDay(long time) =>
        unchecked(time - time.FloorDivide(CivilTime.Day) * CivilTime.Day);

    public static bool TryGetDate(long time, out DateOnly date)
    {
        date = default;
        if (!Iso8601.HasText(time))
        {
            return false;
        }

        var epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        date = DateOnly.FromDayNumber(epoch + (int)time.FloorDivide(CivilTime.Day));
        return true;
    }
}

internal readonly struct Year : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        var exists = TimeParts.TryGetDate(value, out var date);
        result = date.Year;
        return exists;
    }
}

internal readonly struct Month : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        var exists = TimeParts.TryGetDate(value, out var date);
        result = date.Month;
        return exists;
    }
}

internal readonly struct Day : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        var exists = TimeParts.TryGetDate(value, out var date);
        result = date.Day;
        return exists;
    }
}

internal readonly struct Hour : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        result = TimeParts.OfDay(value) / CivilTime.Hour;
        return true;
    }
}

internal readonly struct Minute : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        result = TimeParts.OfDay(value) / CivilTime.Minute % 60;
        return true;
    }
}

internal readonly struct Second : IUnary<long, long>
{
    public static bool Apply(long value, out long result)
    {
        result = TimeParts.OfDay(value) / CivilTime.Second % 60;
        return true;
    }
}

/// <summary>As ISO 8601 counts: Monday is 1, Sunday is 7.</summary>
internal readonly struct DayOfWeek : IUnary<long, long>
{
    // 1970-01-01 was a Thursday.
    private const long EpochFromMonday = 3;

    public static bool Apply(long value, out long result)
    {
        var days = value.FloorDivide(CivilTime.Day) + EpochFromMonday;
        result = days - days.FloorDivide(7) * 7 + 1;
        return true;
    }
}

/// <summary>The last multiple of a duration since 1970-01-01T00:00:00Z.</summary>
internal readonly struct TruncatedTime : IBinary<long, long, long>
{
    public static bool Apply(long left, long right, out long result)
    {
        var count = left.FloorDivide(right);
        result = unchecked(count * right);

        // Before the least time there is none to round down to.
        return count >= long.MinValue / right;
    }
}
