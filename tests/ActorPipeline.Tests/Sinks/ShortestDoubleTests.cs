using System.Globalization;
using System.Text;
using ActorPipeline.Sinks.Formats;

namespace ActorPipeline.Tests.Sinks;

public sealed class ShortestDoubleTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1.0, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(4.1045368012983762e-289, "4.1045368012983762e-289")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.30000000000000004, "0.30000000000000004")]
    [InlineData(1234.5678, "1234.5678")]
    [InlineData(100.0, "100")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(9007199254740991.0, "9007199254740991")]
    [InlineData(9007199254740992.0, "9007199254740992")]
    [InlineData(9007199254740994.0, "9007199254740994")]
    public void Everyday_values_are_plain(double value, string expected) => Assert.Equal(expected, Write(value));

    /// <summary>The samples of RFC 8785, appendix B.</summary>
    [Theory]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void The_samples_of_RFC_8785_hold(long bits, string expected)
    {
        Assert.Equal(expected, Write(BitConverter.Int64BitsToDouble(bits)));
        Assert.Equal("-" + expected, Write(-BitConverter.Int64BitsToDouble(bits)));
    }

    [Fact]
    public void Any_bits_read_back_and_no_text_is_shorter()
    {
        const int seed = 20231114;
        var random = new Random(seed);
        for (var i = 0; i < 300_000; i++)
        {
            Check(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)), seed);
        }
    }

    [Fact]
    public void Sums_and_means_of_prices_read_back_and_no_text_is_shorter()
    {
        const int seed = 7;
        var random = new Random(seed);
        var sum = 0.0;
        for (var i = 1; i <= 200_000; i++)
        {
            var price = random.Next(1_000_000) / 100.0;
            sum += price;
            Check(price, seed);
            Check(sum, seed);
            Check(sum / i, seed);
            Check(random.NextInt64(1L << 54) / 10_000.0, seed);
            Check(random.NextInt64() / 16.0, seed);
        }
    }

    [Fact]
    public void Powers_of_two_and_their_neighbours_read_back_and_no_text_is_shorter()
    {
        for (var exponent = 0; exponent < 2047; exponent++)
        {
            var bits = (long)exponent << 52;
            for (var step = -3; step <= 3; step++)
            {
                Check(BitConverter.Int64BitsToDouble(bits + step), 0);
            }
        }
    }

    private static void Check(double value, int seed)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        var text = Write(value);
        Assert.True(ReadsBack(text, value), $"seed {seed}: {value:E16} became {text}");
        // At some powers of two the runtime's own text is too short to read back: then it is no measure.
        var runtimes = value.ToString("R", CultureInfo.InvariantCulture);
        Assert.True(
            Significant(text) == Significant(runtimes) || !ReadsBack(runtimes, value),
            $"seed {seed}: {value:E16} became {text}, the runtime has {runtimes}");
    }

    private static bool ReadsBack(string text, double value)
    {
        var read = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return BitConverter.DoubleToInt64Bits(read) == BitConverter.DoubleToInt64Bits(value);
    }

    private static string Significant(string number)
    {
        var mantissa = number.Split('e', 'E')[0].Replace("-", "", StringComparison.Ordinal);
        return mantissa.Replace(".", "", StringComparison.Ordinal).Trim('0');
    }

    private static string Write(double value)
    {
        Span<byte> text = stackalloc byte[ShortestDouble.MaxLength];
        return Encoding.UTF8.GetString(text[..ShortestDouble.Write(value, text)]);
    }
}
