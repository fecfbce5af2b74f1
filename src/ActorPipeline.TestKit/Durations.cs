namespace ActorPipeline.TestKit;

/// <summary>Durations as tests say them: <c>5.Seconds()</c>, <c>1.Minutes()</c>, <c>1.5.Hours()</c>.</summary>
public static class Durations
{
    /// <summary>This many milliseconds.</summary>
    public static TimeSpan Milliseconds(this int count) => TimeSpan.FromMilliseconds((double)count);

    /// <summary>This many seconds.</summary>
    public static TimeSpan Seconds(this int count) => TimeSpan.FromSeconds((double)count);

    /// <summary>This many seconds.</summary>
    public static TimeSpan Seconds(this double count) => TimeSpan.FromSeconds(count);

    /// <summary>This many minutes.</summary>
    public static TimeSpan Minutes(this int count) => TimeSpan.FromMinutes((double)count);

    /// <summary>This many minutes.</summary>
    public static TimeSpan Minutes(this double count) => TimeSpan.FromMinutes(count);

    /// <summary>This many hours.</summary>
    public static TimeSpan Hours(this int count) => TimeSpan.FromHours((double)count);

    /// <summary>This many hours.</summary>
    public static TimeSpan Hours(this double count) => TimeSpan.FromHours(count);

    /// <summary>This many days.</summary>
    public static TimeSpan Days(this int count) => TimeSpan.FromDays((double)count);
}
