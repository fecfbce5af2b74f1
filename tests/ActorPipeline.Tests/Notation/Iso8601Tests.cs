using System.Globalization;
using System.Text;
using ActorPipeline.Notation;

namespace ActorPipeline.Tests.Notation;

public sealed class Iso8601Tests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(1_700_000_000_000_000, "2023-11-14T22:13:20Z")]
    [InlineData(1_700_000_000_120_000, "2023-11-14T22:13:20.120Z")]
    [InlineData(1_700_000_000_000_001, "2023-11-14T22:13:20.000001Z")]
    [InlineData(951_782_400_000_000, "2000-02-29T00:00:00Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999Z")]
    [InlineData(-62_135_596_800_000_000, "0001-01-01T00:00:00Z")]
    [InlineData(-62_167_219_200_000_000, "0000-01-01T00:00:00Z")]
    [InlineData(-62_167_219_200_000_001, "-000001-12-31T23:59:59.999999Z")]
    [InlineData(253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z")]
    [InlineData(253_402_300_800_000_000, "+010000-01-01T00:00:00Z")]
    [InlineData(long.MaxValue, "+294247-01-10T04:00:54.775807Z")]
    [InlineData(long.MinValue, "-290308-12-21T19:59:05.224192Z")]
    public void Any_microsecond_has_a_text(long micros, string expected) => Assert.Equal(expected, Write(micros));

    [Fact]
    public void Every_year_from_1_to_9999_agrees_with_the_calendar()
    {
        const int seed = 3;
        var random = new Random(seed);
        for (var i = 0; i < 50_000; i++)
        {
            var second = random.NextInt64(DateTime.MaxValue.Ticks) / TimeSpan.TicksPerSecond;
            var time = new DateTime(second * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
            var micros = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            Assert.Equal(time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), Write(micros));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_read_again(bool isShort)
    {
        const int seed = 5;
        var random = new Random(seed);
        long[] grains = [1, 1000, CivilTime.Second, CivilTime.Day];
        for (var i = 0; i < 20_000; i++)
        {
            var grain = grains[i % grains.Length];
            var micros = random.NextInt64(CivilTime.Least, CivilTime.Greatest).FloorDivide(grain) * grain;
            var text = Iso8601.Format(micros, isShort);
            Assert.True(Iso8601.TryParse(Encoding.UTF8.GetBytes(text), out var read), text);
            Assert.Equal(micros, read);
        }
    }

    [Theory]
    [InlineData(1_700_000_000_120_000, "2023-11-14T22:13:20.120000Z")]
    [InlineData(1_700_000_000_000_000, "2023-11-14T22:13:20Z")]
    public void The_text_of_an_expression_has_six_digits_or_none(long micros, string expected) =>
        Assert.Equal(expected, Iso8601.Format(micros, isShort: false));

    private static string Write(long micros)
    {
        Span<byte> text = stackalloc byte[Iso8601.MaxLength];
        return Encoding.UTF8.GetString(text[..Iso8601.Write(micros, text)]);
    }
}
