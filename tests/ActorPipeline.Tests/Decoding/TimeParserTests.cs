using System.Globalization;
using System.Text;
using ActorPipeline.Decoding;
using ActorPipeline.Plan;

namespace ActorPipeline.Tests.Decoding;

public sealed class TimeParserTests
{
    [Theory]
    [InlineData(TimeFormatKind.Iso8601, "1970-01-01", 0L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17", 1_431_820_800_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03Z", 1_431_857_103_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17 10:05:03", 1_431_857_103_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17t10:05:03.123456789z", 1_431_857_103_123_456L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03,5+01:00", 1_431_853_503_500_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03-0130", 1_431_862_503_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17 10:05:03 +01", 1_431_853_503_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05Z", 1_431_857_100_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "2016-02-29T00:00:00Z", 1_456_704_000_000_000L)]
    [InlineData(TimeFormatKind.Iso8601, "0001-01-01T00:00:00Z", TimeParser.MinMicros)]
    [InlineData(TimeFormatKind.Iso8601, "9999-12-31T23:59:59.999999999Z", TimeParser.MaxMicros)]
    [InlineData(TimeFormatKind.EpochSeconds, "1700000000", 1_700_000_000_000_000L)]
    [InlineData(TimeFormatKind.EpochSeconds, "1700000000.1234567", 1_700_000_000_123_456L)]
    [InlineData(TimeFormatKind.EpochSeconds, "1.7e9", 1_700_000_000_000_000L)]
    [InlineData(TimeFormatKind.EpochSeconds, "-0.0000001", -1L)]
    [InlineData(TimeFormatKind.EpochMillis, "1700000000123", 1_700_000_000_123_000L)]
    [InlineData(TimeFormatKind.EpochMicros, "-5", -5L)]
    [InlineData(TimeFormatKind.EpochNanos, "1700000000123456789", 1_700_000_000_123_456L)]
    [InlineData(TimeFormatKind.EpochNanos, "-1", -1L)]
    [InlineData(TimeFormatKind.CommonLog, "17/May/2015:10:05:03 +0000", 1_431_857_103_000_000L)]
    [InlineData(TimeFormatKind.CommonLog, "17/May/2015:10:05:03 -0130", 1_431_862_503_000_000L)]
    public void A_time_is_read(TimeFormatKind kind, string text, long micros)
    {
        var parser = TimeParser.Create(new TimeFormat(kind));
        for (var again = 0; again < 2; again++)
        {
            Assert.True(parser.TryParse(Encoding.UTF8.GetBytes(text), out var actual));
            Assert.Equal(micros, actual);
        }
    }

    [Theory]
    [InlineData(TimeFormatKind.Iso8601, "")]
    [InlineData(TimeFormatKind.Iso8601, "\0\0\0\0\0\0\0\0\0\0")]
    [InlineData(TimeFormatKind.Iso8601, "2015-02-29")]
    [InlineData(TimeFormatKind.Iso8601, "1900-02-29")]
    [InlineData(TimeFormatKind.Iso8601, "2015-04-31")]
    [InlineData(TimeFormatKind.Iso8601, "2015-13-01")]
    [InlineData(TimeFormatKind.Iso8601, "0000-01-01")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T24:00:00Z")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:60:00Z")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T23:59:60Z")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03.")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03.Z")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:3Z")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05.5Z")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03Zx")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03+24:00")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03+1:00")]
    [InlineData(TimeFormatKind.Iso8601, "2015-05-17T10:05:03 ")]
    [InlineData(TimeFormatKind.Iso8601, "0001-01-01T00:00:00+00:01")]
    [InlineData(TimeFormatKind.Iso8601, "9999-12-31T23:59:59-00:01")]
    [InlineData(TimeFormatKind.EpochSeconds, "253402300800")]
    [InlineData(TimeFormatKind.EpochSeconds, "-62135596801")]
    [InlineData(TimeFormatKind.EpochMillis, "")]
    [InlineData(TimeFormatKind.EpochMillis, "12x")]
    [InlineData(TimeFormatKind.EpochMillis, "1e999999999999")]
    [InlineData(TimeFormatKind.CommonLog, "17/may/2015:10:05:03 +0000")]
    [InlineData(TimeFormatKind.CommonLog, "31/Jun/2015:10:05:03 +0000")]
    [InlineData(TimeFormatKind.CommonLog, "17/May/2015:10:05:03 +00:0")]
    [InlineData(TimeFormatKind.CommonLog, "17/May/2015 10:05:03 +0000")]
    public void What_is_no_time_is_refused(TimeFormatKind kind, string text)
    {
        Assert.False(TimeParser.Create(new TimeFormat(kind)).TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Theory]
    [InlineData(TimeFormatKind.Iso8601, "yyyy-MM-ddTHH:mm:ss.fffffffzzz")]
    [InlineData(TimeFormatKind.Iso8601, "yyyy-MM-dd HH:mm:ss.fff zzz")]
    [InlineData(TimeFormatKind.CommonLog, "dd/MMM/yyyy:HH:mm:ss zzz")]
    [InlineData(TimeFormatKind.Custom, "yyyy/MM/dd HH:mm:ss.ff zzz")]
    public void Random_times_are_read_as_the_platform_reads_them(TimeFormatKind kind, string pattern)
    {
        const int seed = 11;
        var random = new Random(seed);
        var parser = TimeParser.Create(new TimeFormat(kind, kind == TimeFormatKind.Custom ? pattern : null));
        for (var i = 0; i < 3000; i++)
        {
            var offset = TimeSpan.FromMinutes(random.Next(-14 * 60, 14 * 60 + 1));
            var ticks = random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);
            var text = new DateTimeOffset(ticks, offset).ToString(pattern, CultureInfo.InvariantCulture);
            var time = DateTimeOffset.ParseExact(text, pattern, CultureInfo.InvariantCulture);
            text = kind == TimeFormatKind.CommonLog ? text.Remove(text.LastIndexOf(':'), 1) : text;
            var expected = (time.UtcTicks - DateTime.UnixEpoch.Ticks - (time.UtcTicks % 10)) / 10;
            Assert.True(parser.TryParse(Encoding.UTF8.GetBytes(text), out var actual), $"seed {seed}: {text}");
            Assert.True(expected == actual, $"seed {seed}: {text} is {expected}, not {actual}");
        }
    }

    [Fact]
    public void Epoch_numbers_of_every_unit_agree()
    {
        const int seed = 12;
        var random = new Random(seed);
        foreach (var (kind, units) in new[]
        {
            (TimeFormatKind.EpochSeconds, 1_000_000m), (TimeFormatKind.EpochMillis, 1000m),
            (TimeFormatKind.EpochMicros, 1m), (TimeFormatKind.EpochNanos, 0.001m),
        })
        {
            var parser = TimeParser.Create(new TimeFormat(kind));
            for (var i = 0; i < 1000; i++)
            {
                var nanos = random.NextInt64(-9_000_000_000_000_000_000, 9_000_000_000_000_000_000);
                var text = (nanos / 1000m / units).ToString(CultureInfo.InvariantCulture);
                Assert.True(parser.TryParse(Encoding.UTF8.GetBytes(text), out var micros), $"seed {seed}: {text}");
                Assert.Equal((long)decimal.Floor(nanos / 1000m), micros);
            }
        }
    }

    [Fact]
    public void A_custom_time_is_utc_unless_it_has_an_offset()
    {
        var parser = TimeParser.Create(new TimeFormat(TimeFormatKind.Custom, "yyyy/MM/dd HH:mm:ss.ff"));
        Assert.True(parser.TryParse("2016/01/01 00:30:04.91"u8, out var micros));
        Assert.Equal(1_451_608_204_910_000L, micros);
        Assert.False(parser.TryParse("2016/01/01 00:30:04"u8, out _));
        Assert.False(parser.TryParse("2016/01/32 00:30:04.91"u8, out _));
        Assert.False(parser.TryParse([0xFF, 0xFE], out _));
    }

    [Theory]
    [InlineData(null, "the custom time format is empty; write a pattern such as yyyy-MM-dd HH:mm:ss")]
    [InlineData("%", "the time format '%' is not a .NET format string")]
    [InlineData("HH:mm", "the time format 'HH:mm' tells no year (yyyy)")]
    [InlineData("MMM dd HH:mm:ss", "the time format 'MMM dd HH:mm:ss' tells no year (yyyy)")]
    [InlineData("yyyy HH:mm", "the time format 'yyyy HH:mm' tells no month (MM)")]
    public void A_custom_pattern_that_cannot_work_is_refused_at_once(string? pattern, string message)
    {
        var error = Assert.Throws<ArgumentException>(
            () => TimeParser.Create(new TimeFormat(TimeFormatKind.Custom, pattern)));
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Random_text_never_throws() => Fuzz.Run(cases: 500, maxBytes: 1 << 20, random =>
    {
        var alphabet = "0123456789-:./T Z+,eMay"u8;
        foreach (var kind in Enum.GetValues<TimeFormatKind>())
        {
            var parser = TimeParser.Create(new TimeFormat(kind, "yyyy-MM-dd HH:mm"));
            for (var i = 0; i < 10; i++)
            {
                var text = new byte[random.Next(40)];
                random.GetItems(alphabet, text);
                Assert.True(!parser.TryParse(text, out var micros) || IsInRange(micros));
                random.NextBytes(text);
                Assert.True(!parser.TryParse(text, out micros) || IsInRange(micros));
            }
        }
    });

    private static bool IsInRange(long micros) => micros is >= TimeParser.MinMicros and <= TimeParser.MaxMicros;
}
