using static ActorPipeline.Hocon.Tests.Documents;

namespace ActorPipeline.Hocon.Tests;

/// <summary>The sections "Duration format", "Size in bytes format" and "Period format"; lightbend's
/// UnitParserTest.</summary>
public sealed class UnitsTests
{
    [Theory]
    [InlineData("1s", "1 s", "1seconds", "1 seconds", "   1s    ", "   1    s   ", "1second")]
    [InlineData("1000", "1000ms", "1000 ms", "1000   milliseconds", "1000millisecond", "1000 milli", "1000 millis")]
    [InlineData("1000000us", "1000000   us", "1000000 microseconds", "1000000microsecond", "1000000 micros")]
    [InlineData("1000000000ns", "1000000000  nanoseconds", "1000000000nanosecond", "1000000000 nanos", "1e9 nano")]
    [InlineData("0.01666666666666666666666m", "0.01666666666666666666666 minutes", "0.01666666666666666666666 minute")]
    [InlineData("0.00027777777777777777777h", "0.00027777777777777777777 hours", "0.00027777777777777777777hour")]
    [InlineData("1.1574074074074073e-05d", "1.1574074074074073e-05  days", "1.1574074074074073e-05day")]
    public void Every_spelling_of_a_second(params string[] spellings) =>
        Assert.All(spellings, text => Assert.Equal(TimeSpan.FromSeconds(1), Quoted(text).AsDuration()));

    [Theory]
    [InlineData("1d", 864_000_000_000)]
    [InlineData("0", 0)]
    [InlineData("-1.5s", -15_000_000)]
    [InlineData("150ns", 2)]
    [InlineData("100ns", 1)]
    [InlineData("10675199d", 9_223_371_936_000_000_000)]
    public void A_duration_is_a_number_of_ticks(string text, long ticks) =>
        Assert.Equal(ticks, Quoted(text).AsDuration().Ticks);

    [Fact]
    public void A_bare_number_has_the_default_unit()
    {
        var config = Resolve("a = 1500, b = 1.5e3");
        Assert.Equal(TimeSpan.FromSeconds(1.5), config.GetDuration("a"));
        Assert.Equal(TimeSpan.FromSeconds(1.5), config.GetDuration("b"));
        Assert.Equal(1500, config.GetBytes("a"));
        Assert.Equal(new HoconPeriod(0, 0, 1500), config.GetPeriod("a"));
    }

    [Theory]
    [InlineData("100 dollars", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("1 00 seconds", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("s", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("1 S", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("1 Minute", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("Infinity s", "a duration such as 10s, 5 minutes or 100ms (units: ns, us, ms, s, m, h, d)")]
    [InlineData("10 ns", "a duration of 0 or at least 100ns")]
    [InlineData("10675200d", "a duration of at most 10675199 days")]
    [InlineData("1e300d", "a duration of at most 10675199 days")]
    public void An_impossible_duration_says_what_is_possible(string text, string expected) => Assert.Equal(
        $"test.conf:1:5: this value must be {expected}, but is the string \"{text}\"",
        Error(() => Quoted(text).AsDuration()));

    [Theory]
    [InlineData(1 << 20, "1048576", "1048576b", "1048576bytes", "1048576byte", "    1048576  b   ", "1048576B")]
    [InlineData(1 << 20, "1024k", "1024K", "1024Ki", "1024KiB", "1024 kibibytes", "1024 kibibyte")]
    [InlineData(1 << 20, "1m", "1M", "1 M", "1Mi", "1MiB", "1 mebibytes", "1 mebibyte")]
    [InlineData(1 << 20, "0.0009765625g", "0.0009765625G", "0.0009765625GiB", "0.0009765625 gibibytes")]
    [InlineData(1_000_000, "1000kB", "1000 kilobytes", "1000 kilobyte", "1MB", "1 megabytes", ".001GB", ".001"
        + " gigabyte")]
    [InlineData(1L << 40, "1t", "1T", "1Ti", "1TiB", "1tebibyte", "1tebibytes")]
    [InlineData(1L << 50, "1p", "1P", "1Pi", "1PiB", "1pebibyte", "1pebibytes")]
    [InlineData(1L << 60, "1e", "1E", "1Ei", "1EiB", "1exbibyte", "1exbibytes")]
    [InlineData(1_000_000_000_000, "1TB", "1terabyte", "1 terabytes")]
    [InlineData(1_000_000_000_000_000, "1PB", "1petabyte", "1 petabytes")]
    [InlineData(1_000_000_000_000_000_000, "1EB", "1exabyte", "1 exabytes")]
    [InlineData(long.MaxValue, "9223372036854775807", "9223372036854775807 bytes")]
    [InlineData(9_223_372_036_854_775_000, "9223372036854775 kB")]
    [InlineData(1536, "1.5k")]
    public void Every_spelling_of_a_size(long bytes, params string[] spellings) =>
        Assert.All(spellings, text => Assert.Equal(bytes, Quoted(text).AsBytes()));

    [Theory]
    [InlineData("100 dollars", "a size in bytes such as 512k, 64 MiB or 1GB")]
    [InlineData("1 00 bytes", "a size in bytes such as 512k, 64 MiB or 1GB")]
    [InlineData("1KB", "a size in bytes such as 512k, 64 MiB or 1GB")]
    [InlineData("-1", "a size in bytes of at least 0")]
    [InlineData("-1Z", "a size in bytes of at least 0")]
    [InlineData("0.5b", "a whole number of bytes")]
    [InlineData("9223372036854775808 bytes", "a size in bytes of at most 9223372036854775807")]
    [InlineData("1Z", "a size in bytes of at most 9223372036854775807")]
    [InlineData("1 yobibyte", "a size in bytes of at most 9223372036854775807")]
    [InlineData("1.1ZB", "a size in bytes of at most 9223372036854775807")]
    [InlineData("1 yottabytes", "a size in bytes of at most 9223372036854775807")]
    [InlineData("1000 exabytes", "a size in bytes of at most 9223372036854775807")]
    [InlineData("10000000 petabytes", "a size in bytes of at most 9223372036854775807")]
    public void An_impossible_size_says_what_is_possible(string text, string expected) => Assert.Equal(
        $"test.conf:1:5: this value must be {expected}, but is the string \"{text}\"",
        Error(() => Quoted(text).AsBytes()));

    [Theory]
    [InlineData("1y", "1 y", "1year", "1 years", "   1y   ", "   1   y    ")]
    [InlineData("365", "365d", "365 d", "365 days", "   365   days   ", "365day")]
    [InlineData("12m", "12mo", "12 m", "   12   mo   ", "12 months", "12month")]
    public void Every_spelling_of_a_year(params string[] spellings) => Assert.All(
        spellings,
        text => Assert.Equal(new DateOnly(1971, 1, 1), Quoted(text).AsPeriod().AddTo(new DateOnly(1970, 1, 1))));

    [Fact]
    public void A_week_is_seven_days() => Assert.Equal(new HoconPeriod(0, 0, 14), Quoted("2 weeks").AsPeriod());

    private static HoconValue Quoted(string text) => Resolve($"v = \"{text}\"").Get("v");
}
